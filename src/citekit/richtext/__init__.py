"""Rich text: the inline tree, and the notations that become one."""
