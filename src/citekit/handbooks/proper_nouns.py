"""The proper nouns sentence case keeps, by kind: facts only, no code.

An entry is a word or a phrase as it is written; hyphens and spaces count the same. A word that is as often an
everyday word ("May", "march") stands under "ambiguous" and needs evidence around it.
"""

from __future__ import annotations

from typing import Final

#: Kind → entries, separated by commas and line ends.
PROPER_NOUNS: Final[dict[str, str]] = {
    "places": """
        Afghanistan, Africa, Albania, Alberta, Algeria, Alps, America, Americas, Amsterdam, Andes,
        Andorra, Angola, Antarctica, Antwerp, Appalachia, Arabia, Arctic, Argentina, Arizona, Armenia,
        Asia, Asia-Pacific, Athens, Atlanta, Atlantic, Auckland, Auschwitz, Australasia, Australia,
        Austria, Azerbaijan, Babylon, Baghdad, Bahamas, Bahrain, Bali, Balkans, Baltic, Baltimore,
        Bangkok, Bangladesh, Barbados, Barcelona, Bavaria, Beijing, Beirut, Belarus, Belfast, Belgium,
        Belize, Bengal, Benin, Berkeley, Berlin, Bermuda, Bern, Bhutan, Birmingham, Bolivia, Bologna,
        Bombay, Borneo, Bosnia, Boston, Botswana, Brazil, Brisbane, Bristol, Britain, Brooklyn, Brunei,
        Brussels, Budapest, Bulgaria, Burkina Faso, Burma, Burundi, Byzantium, Cairo, Calcutta,
        California, Cambodia, Cambridge, Cameroon, Canada, Canberra, Cape Town, Cape Verde, Caribbean,
        Carolina, Carthage, Caspian, Catalonia, Caucasus, Central African Republic, Central America,
        Central Asia, Chad, Chernobyl, Chicago, Chile, China, Cincinnati, Cleveland, Colombia, Colorado,
        Congo, Connecticut, Constantinople, Copenhagen, Costa Rica, Cote d’Ivoire, Crete, Crimea,
        Croatia, Cuba, Cyprus, Czechia, Czech Republic, Czechoslovakia, Dakota, Dallas, Damascus,
        Darfur, Delaware, Delhi, Denmark, Denver, Detroit, District of Columbia, Djibouti, Dominican
        Republic, Dresden, Dubai, Dublin, East Asia, East Africa, East Germany, East Timor, Eastern
        Europe, Ebola, Ecuador, Edinburgh, Egypt, El Salvador, England, Equatorial Guinea, Eritrea,
        Estonia, Eswatini, Ethiopia, Eurasia, Europe, European Union, Everest, Fiji, Finland, Flanders,
        Flint, Florence, Florida, France, Frankfurt, Fukushima, Gabon, Galapagos, Gambia, Gaza, Geneva,
        Georgia, Germany, Ghana, Gibraltar, Glasgow, Global South, Global North, Great Britain, Great
        Lakes, Great Plains, Greece, Greenland, Grenada, Guadeloupe, Guam, Guangdong, Guatemala, Guinea,
        Guinea-Bissau, Guyana, Hague, Haiti, Hamburg, Harlem, Hawaii, Hawai‘i, Helsinki, Himalaya,
        Himalayas, Hiroshima, Hispaniola, Hokkaido, Holland, Hollywood, Honduras, Hong Kong, Houston,
        Hungary, Iberia, Iceland, Idaho, Illinois, India, Indiana, Indianapolis, Indonesia, Iowa, Iran,
        Iraq, Ireland, Israel, Istanbul, Italy, Ivory Coast, Jakarta, Jamaica, Japan, Java, Jerusalem,
        Johannesburg, Jordan, Kansas, Kashmir, Kazakhstan, Kentucky, Kenya, Kerala, Kolkata, Korea,
        Kosovo, Kuwait, Kyoto, Kyrgyzstan, Lagos, Laos, Latin America, Latvia, Lebanon, Leeds, Leipzig,
        Lesotho, Liberia, Libya, Liechtenstein, Lima, Lisbon, Lithuania, Liverpool, London, Los Angeles,
        Louisiana, Lublin, Lusaka, Luxembourg, Lyon, Macau, Macedonia, Madagascar, Madrid, Maine,
        Malawi, Malaysia, Maldives, Mali, Malta, Manchester, Manchuria, Manhattan, Manila, Manitoba,
        Marseille, Marshall Islands, Martinique, Maryland, Massachusetts, Mauritania, Mauritius, Mecca,
        Mediterranean, Mekong, Melanesia, Melbourne, Memphis, Mesoamerica, Mesopotamia, Mexico, Miami,
        Michigan, Micronesia, Middle East, Midwest, Milan, Milwaukee, Minneapolis, Minnesota,
        Mississippi, Missouri, Moldova, Mombasa, Monaco, Mongolia, Montana, Montenegro, Montreal,
        Morocco, Moscow, Mozambique, Mumbai, Munich, Myanmar, Nagasaki, Nairobi, Namibia, Naples,
        Nebraska, Nepal, Netherlands, Nevada, New Brunswick, New Delhi, New England, New Guinea, New
        Hampshire, New Haven, New Jersey, New Mexico, New Orleans, New South Wales, New York, New York
        City, New Zealand, Newfoundland, Nicaragua, Niger, Nigeria, Nile, Normandy, North Africa, North
        America, North Carolina, North Dakota, North Korea, North Sea, Northern Ireland, Northern
        Territory, Norway, Nova Scotia, Nuremberg, Oakland, Oceania, Ohio, Okinawa, Oklahoma, Oman,
        Ontario, Oregon, Orlando, Osaka, Oslo, Ottawa, Oxford, Pacific, Pakistan, Palestine, Panama,
        Papua New Guinea, Paraguay, Paris, Patagonia, Pennsylvania, Persia, Perth, Peru, Philadelphia,
        Philippines, Pittsburgh, Poland, Polynesia, Pompeii, Portland, Portugal, Prague, Prussia, Puerto
        Rico, Punjab, Qatar, Quebec, Québec, Queensland, Rhine, Rhode Island, Rio de Janeiro, Romania,
        Rome, Rotterdam, Russia, Rwanda, Sahara, Sahel, Samoa, San Antonio, San Diego, San Francisco,
        San Marino, São Paulo, Sarajevo, Sardinia, Saskatchewan, Saudi Arabia, Scandinavia, Scotland,
        Seattle, Senegal, Seoul, Serbia, Seychelles, Shanghai, Siberia, Sicily, Sierra Leone, Silicon
        Valley, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South America,
        South Asia, South Australia, South Carolina, South Dakota, South Korea, South Sudan, Southeast
        Asia, Soviet Union, Spain, Sparta, Sri Lanka, St. Louis, Stanford, Stockholm, Stonehenge,
        Strasbourg, Sub-Saharan Africa, Sudan, Suriname, Sussex, Sweden, Switzerland, Sydney, Syria,
        Tahiti, Taipei, Taiwan, Tajikistan, Tanzania, Tasman, Tasmania, Tehran, Tel Aviv, Tennessee,
        Texas, Thailand, Thames, Tibet, Togo, Tokyo, Tonga, Toronto, Trinidad, Trinidad and Tobago,
        Tulsa, Tunisia, Turin, Turkmenistan, Tuscany, Turkey, Tuskegee, Uganda, Ukraine, Ulster, United
        Arab Emirates, United Kingdom, United States, United States of America, Uppsala, Uruguay, Utah,
        Utrecht, Uzbekistan, Vancouver, Vanuatu, Vatican, Venezuela, Venice, Vermont, Victoria, Vienna,
        Vietnam, Virginia, Wales, Wall Street, Warsaw, Washington, West Africa, West Bank, West Germany,
        West Indies, West Virginia, Western Australia, Western Europe, White House, Wisconsin, Wuhan,
        Wyoming, Yemen, Yorkshire, Yugoslavia, Yukon, Zagreb, Zaire, Zambia, Zanzibar, Zimbabwe, Zurich,
        Zürich
    """,
    "peoples": """
        Polish, Aboriginal, Aboriginal and Torres Strait Islander, Aborigines, Afghan, Afghans, African,
        Africans, African American, African Americans, Afrikaans, Afro, Afrocentric, Alaskan, Alaska
        Native, Alaska Natives, Albanian, Algerian, American, Americans, American Indian, American
        Indians, American Sign Language, Amerindian, Amish, Anabaptist, Anglican, Anglo, Anglo-Saxon,
        Apache, Arab, Arabs, Arabic, Aramaic, Argentine, Argentinian, Armenian, Armenians, Aryan,
        Ashkenazi, Asian, Asians, Asian American, Asian Americans, Assyrian, Athenian, Australian,
        Australians, Austrian, Austronesian, Aztec, Aztecs, Babylonian, Bahasa, Balinese, Bangladeshi,
        Bantu, Basque, Bavarian, Bedouin, Belgian, Bengali, Berber, Bolivian, Bosnian, Brahmin,
        Brazilian, Brazilians, Breton, British, Briton, Britons, Buddhism, Buddhist, Buddhists,
        Bulgarian, Burmese, Byzantine, Cajun, Californian, Calvinism, Calvinist, Cambodian, Cameroonian,
        Canadian, Canadians, Cantonese, Carthaginian, Catalan, Catholic, Catholics, Catholicism,
        Caucasian, Caucasians, Celtic, Celts, Cherokee, Chicana, Chicano, Chilean, Chinese, Chinese
        American, Chinese Americans, Christian, Christians, Christianity, Colombian, Comanche,
        Confucian, Confucianism, Coptic, Creole, Croatian, Cuban, Cubans, Cyrillic, Czech, Czechs,
        Danish, Danes, Dutch, Egyptian, Egyptians, English, English as a Second Language, Eritrean,
        Eskimo, Esperanto, Estonian, Ethiopian, Etruscan, European, Europeans, Farsi, Filipina,
        Filipino, Filipinos, Finnish, First Nations, Flemish, Franciscan, French, Gaelic, German,
        Germans, Germanic, Ghanaian, Greek, Greeks, Guarani, Guatemalan, Gujarati, Haitian, Han Chinese,
        Hausa, Hawaiian, Hawaiians, Hebrew, Hellenistic, Hindi, Hindu, Hindus, Hinduism, Hispanic,
        Hispanics, Hmong, Hopi, Hungarian, Hutu, Iberian, Icelandic, Igbo, Inca, Incas, Indian, Indians,
        Indigenous, Indo-European, Indonesian, Inuit, Iranian, Iranians, Iraqi, Irish, Iroquois, Islam,
        Islamic, Islamism, Islamist, Islamophobia, Israeli, Israelis, Italian, Italians, Jain, Jamaican,
        Japanese, Japanese American, Japanese Americans, Javanese, Jesuit, Jesuits, Jew, Jews, Jewish,
        Jordanian, Judaism, Judeo, Kazakh, Kenyan, Khmer, Korean, Koreans, Korean American, Kurd,
        Kurdish, Kurds, Lakota, Latin, Latina, Latinas, Latino, Latinos, Latinx, Latvian, Lebanese,
        Liberian, Lithuanian, Lutheran, Maasai, Macedonian, Malagasy, Malay, Malaysian, Mandarin, Māori,
        Maori, Maltese, Maya, Mayan, Mennonite, Mesoamerican, Methodist, Mexican, Mexicans, Mexican
        American, Mexican Americans, Mongolian, Mongols, Moorish, Mormon, Mormons, Moroccan, Muslim,
        Muslims, Namibian, Native American, Native Americans, Native Hawaiian, Navajo, Neanderthal,
        Neanderthals, Nepalese, Nepali, New Yorker, New Yorkers, New Zealander, Nigerian, Nigerians,
        Nordic, Norse, Norwegian, Norwegians, Ojibwe, Orthodox Church, Oromo, Ottoman, Ottomans, Pacific
        Islander, Pacific Islanders, Pakistani, Palestinian, Palestinians, Panamanian, Pashto,
        Pentecostal, Persian, Persians, Peruvian, Philippine, Phoenician, Pidgin, Polynesian,
        Portuguese, Presbyterian, Protestant, Protestants, Protestantism, Puerto Rican, Puerto Ricans,
        Punjabi, Puritan, Puritans, Quaker, Quakers, Quechua, Rastafarian, Roma, Romani, Romanian,
        Romanians, Rohingya, Russian, Russians, Rwandan, Sámi, Samoan, Sanskrit, Saudi, Scandinavian,
        Scottish, Scots, Semitic, Semitism, Serbian, Serbs, Shia, Shiite, Sikh, Sikhs, Sikhism,
        Sinhalese, Sioux, Slav, Slavic, Slovak, Slovene, Somali, Somalis, South African, South Africans,
        South Asian, South Asians, South Korean, Spanish, Spaniards, Sri Lankan, Sudanese, Sufi, Sufism,
        Sumerian, Sunni, Swahili, Swede, Swedes, Swedish, Swiss, Syrian, Syrians, Tagalog, Tahitian,
        Taiwanese, Tamil, Tanzanian, Taoism, Taoist, Daoism, Daoist, Tatar, Telugu, Texan, Thai,
        Tibetan, Tlingit, Torres Strait Islander, Trojan, Tswana, Tuareg, Tunisian, Turk, Turks,
        Turkish, Tutsi, Ugandan, Ukrainian, Ukrainians, Urdu, Uyghur, Uzbek, Venezuelan, Vietnamese,
        Viking, Vikings, Visigoth, Welsh, Xhosa, Yiddish, Yoruba, Zambian, Zen, Zimbabwean, Zulu,
        Zoroastrian, Black adolescents, Black adults, Black American, Black Americans, Black boys, Black
        Britons, Black British, Black children, Black churches, Black college, Black communities, Black
        community, Black families, Black fathers, Black feminism, Black feminist, Black girls, Black
        history, Black mothers, Black male, Black female, Black men, Black women, Black people, Black
        patients, Black population, Black populations, Black students, Black youth, Black workers, Black
        nurses, Black supremacy, Black teachers, Black scholars, White adolescents, White adults, White
        American, White Americans, White boys, White Britons, White British, White children, White
        churches, White college, White communities, White community, White families, White fathers,
        White feminism, White feminist, White girls, White mothers, White male, White female, White men,
        White women, White people, White patients, White population, White populations, White students,
        White youth, White workers, White nurses, White supremacy, White teachers, White scholars, Black
        and White Americans, Black Panther, Black Power, Choctaw, Seminole, Mohawk, Seneca, Cheyenne,
        Pueblo, Zuni, Shoshone, Pawnee, Blackfeet, Blackfoot, Chickasaw, Oneida, Winnebago, Cree, Métis,
        Mapuche, Aymara, Inupiat, Yupik, Andean, Balkan, Amazonian, Appalachian, Himalayan, Siberian,
        Alpine, Bosniak, Montenegrin, Moldovan, Georgian, Azerbaijani, Omani, Qatari, Kuwaiti, Yemeni,
        Emirati, Botswanan, Malawian, Mozambican, Angolan, Congolese, Senegalese, Malian, Gambian,
        Ivorian, Ecuadorian, Uruguayan, Paraguayan, Honduran, Salvadoran, Nicaraguan, Costa Rican,
        Dominican, Cypriot, Catalonian, Sicilian, Venetian, Florentine, Parisian, Viennese, Singaporean,
        Laotian, Papuan, Fijian, Tongan, Bhutanese
    """,
    "times": """
        January, February, April, June, July, September, October, November, December, Monday, Tuesday,
        Wednesday, Thursday, Friday, Saturday, Sunday, Christmas, Easter, Halloween, Hanukkah,
        Thanksgiving, Ramadan, Passover, Lunar New Year, New Year, Yom Kippur, Holocene, Pleistocene,
        Anthropocene, Jurassic, Cretaceous, Triassic, Devonian, Cambrian, Permian, Miocene, Pliocene,
        Neolithic, Paleolithic, Palaeolithic, Mesolithic, Bronze Age, Iron Age, Stone Age, Ice Age,
        Middle Ages, Renaissance, Enlightenment, Reformation, Victorian, Elizabethan, Edwardian, Jim
        Crow, Gilded Age, Great Depression, Great Recession, Cold War, Civil War, American Civil War,
        Spanish Civil War, Gulf War, Korean War, Vietnam War, World War, World War I, World War II,
        First World War, Second World War, Industrial Revolution, American Revolution, French
        Revolution, Russian Revolution, Arab Spring, Black Death, Holocaust, Shoah, Prohibition, Harlem
        Renaissance, Cultural Revolution, Ming, Qing, Tang Dynasty, Song Dynasty, Meiji, Edo, Weimar,
        Hurricane Katrina, Hurricane Maria, Hurricane Sandy, Hurricane Harvey, Great Leap Forward,
        Brexit, Watergate, Spanish Flu
    """,
    "eponyms": """
        Abelian, Achilles, Adlerian, Aesop, Ainsworth, Alzheimer, Apgar, Archimedes, Arendt, Aristotle,
        Aristotelian, Asch, Asperger, Asclepius, Augustine, Austen, Bach, Baddeley, Bakhtin, Bandura,
        Baudelaire, Bayes, Bayesian, Bechet, Beckett, Beethoven, Behçet, Bernoulli, Binet, Bloom’s
        taxonomy, Boas, Boltzmann, Boolean, Bose-Einstein, Bourdieu, Bowlby, Braille, Brahms, Broca,
        Brontë, Bronte, Bronfenbrenner, Brownian, Bruner, Burkitt, Byron, Caesar, Camus, Cartesian,
        Cervantes, Chagas, Chaucer, Chekhov, Chomsky, Chomskyan, Chopin, Churchill, Cicero, Coleridge,
        Columbus, Comte, Confucius, Copernicus, Coulomb, Crohn, Cronbach, Cushing, Dante, Darwin,
        Darwinian, Darwinism, Debussy, Deleuze, Derrida, Descartes, Dewey, Dickens, Dickensian,
        Dickinson, Dirac, Dostoevsky, Down syndrome, Down’s syndrome, Dupuytren, Durkheim, Ebbinghaus,
        Edison, Ehlers-Danlos, Einstein, Eisenhower, Epstein-Barr, Erikson, Euclid, Euclidean, Euler,
        Euripides, Ewing sarcoma, Fanon, Faraday, Faulkner, Fermi, Festinger, Feynman, Fibonacci,
        Fourier, Foucault, Foucauldian, Frankenstein, Freire, Freud, Freudian, Friedreich, Galen,
        Galileo, Gandhi, Gauss, Gaussian, Gestalt, Gödel, Goethe, Goffman, Gramsci, Graves’ disease,
        Guillain-Barré, Gutenberg, Habermas, Hamlet, Handel, Harlow, Hashimoto, Hawking, Haydn, Hegel,
        Hegelian, Heidegger, Hemingway, Henoch-Schönlein, Hippocrates, Hippocratic, Hirschsprung,
        Hitler, Hobbes, Hodgkin, Homer, Homeric, Huntington, Husserl, Ibsen, Jacobian, Jesus, Christ,
        Joyce, Jung, Jungian, Kafka, Kahneman, Kant, Kantian, Kaposi, Kawasaki, Keats, Kegel, Kepler,
        Keynes, Keynesian, Kierkegaard, Kleinian, Klinefelter, Kohlberg, Korsakoff, Krebs,
        Kruskal-Wallis, Kuhn, Lacan, Lacanian, Lamarck, Lamaze, Laplace, Legionnaires, Leibniz, Lenin,
        Leninist, Lévi-Strauss, Lewin, Lewy, Likert, Lincoln, Linnaean, Lou Gehrig, Luther, Lyme,
        Machiavelli, Machiavellian, Machiavellianism, Mallarmé, Malthus, Malthusian, Mann-Whitney, Mao,
        Maoist, Marburg, Marfan, Markov, Marx, Marxism, Marxist, Maslow, Maxwell, McLuhan, Melville,
        Ménière, Mendel, Mendelian, Merleau-Ponty, Michelangelo, Milgram, Moebius, Möbius, Montaigne,
        Monte Carlo, Montessori, Moses, Mozart, Münchausen, Munchausen, Nabokov, Napoleon, Napoleonic,
        Nash, Nazi, Nazis, Nazism, Newton, Newtonian, Nietzsche, Nightingale, Nobel, Nobel Prize, Occam,
        Oedipus, Orwell, Orwellian, Osgood-Schlatter, Othello, Ovid, Paget, Pareto, Parkinson,
        Parkinsonian, Pascal, Pasteur, Pavlov, Pavlovian, Peirce, Peyronie, Piaget, Piagetian, Picasso,
        Pilates, Planck, Plato, Platonic, Poe, Poisson, Popper, Prader-Willi, Proust, Ptolemy,
        Pythagoras, Pythagorean, Quasimodo, Raman, Rasch, Rawls, Raynaud, Reagan, Reiki, Reye,
        Rembrandt, Rogerian, Romeo and Juliet, Röntgen, Roosevelt, Rorschach, Rousseau, Ruffini, Rubik,
        Salinger, Sapir-Whorf, Sartre, Saussure, Schopenhauer, Schrödinger, Shakespeare, Shakespearean,
        Shelley, Simmel, Sisyphus, Sjögren, Sjogren, Skinner, Skinnerian, Socrates, Socratic, Sophocles,
        Spinoza, Stalin, Stalinist, Steinbeck, Stevens-Johnson, Stroop, Tchaikovsky, Thatcher,
        Theravada, Thoreau, Tolkien, Tolstoy, Tourette, Trump, Tsallis, Turing, Turner syndrome,
        Tversky, Vygotsky, Vygotskian, Wagner, Weber, Weberian, Wernicke, Whitehead, Whitman, Wilcoxon,
        Wilde, Wittgenstein, Wittgensteinian, Wolff-Parkinson-White, Wollstonecraft, Woolf, Wordsworth,
        Wundt, Yeats, Zeigarnik, Zimbardo, Zollinger-Ellison, Achilles tendon, Babinski, Barrett’s
        esophagus, Bell’s palsy, Bouchard, Charcot, Charcot-Marie-Tooth, Creutzfeldt-Jakob, de Quervain,
        Duchenne, Eustachian, Fallopian, Fabry, Gaucher, Golgi, Heimlich, Kaplan-Meier, Langerhans,
        Lhermitte, Mallory-Weiss, Müllerian, Pompe, Purkinje, Rett syndrome, Romberg, Tay-Sachs,
        Trendelenburg, Waldenström, Wegener, Whipple, Wilms, Williams syndrome, Wilson’s disease,
        Addison’s disease, Hansen’s disease, Hubble, Doppler, Geiger, Kelvin, Celsius, Fahrenheit,
        Petri, Pap, Papanicolaou, Kinsey, Kirkpatrick, Rosenthal, Dunning-Kruger, Pygmalion, Flynn
        effect, Mozart effect, Matthew effect, Hawthorne effect, Barnum effect, Cockayne, Fanconi,
        Noonan, Angelman, Sturge-Weber, von Willebrand, Wiskott-Aldrich, Goodpasture, Takayasu,
        Churg-Strauss, Peutz-Jeghers, Alport, Bartter, Gitelman, Niemann-Pick, Leber, Kearns-Sayre,
        Lennox-Gastaut, Dravet, Rasmussen, Rubinstein-Taybi, Cornelia de Lange, Treacher Collins,
        Klippel-Feil, Chiari, Dandy-Walker, Budd-Chiari, Meckel, Chediak-Higashi, Bernard-Soulier,
        Glanzmann, Castleman, Merkel, Kupffer, Schwann, Ranvier, Sertoli, Leydig, Graafian, Henle,
        Malpighian, Haversian, Michaelis-Menten, Diels-Alder, Grignard, Friedel-Crafts, Navier-Stokes,
        Hamiltonian, Lagrangian, Riemann, Riemannian, Hilbert, Banach, Cauchy, Poincaré, Bessel,
        Legendre, Chebyshev, Kalman, Nyquist, Lyapunov, Ising, Heisenberg, Zeeman, Compton, Mössbauer,
        Bragg, Rietveld, Cherenkov, Josephson, Zernike, Lorentz, Lorentzian, Minkowski, Yang-Mills,
        Dirichlet, Galerkin, Weibull, Gini, Nernst, Debye, Spearman, Pearson, Bonferroni, Tukey,
        Shapiro-Wilk, Kolmogorov-Smirnov, Granger, Rett, Ewing, Barrett, Kümmell, Scheuermann,
        Legg-Calvé-Perthes, Perthes, Colles, Morton’s neuroma, Baker’s cyst, Epley, McKenzie method,
        Bobath, Feldenkrais, Rolfing, Trager, Kneipp, Ayurveda, Ayurvedic, Heberden, Osler, Foley,
        Kirschner, Ilizarov, Fontan, Fallot, Eisenmenger, Ebstein, Brugada, Chagas disease, Lassa, Rift
        Valley, Ross River, West Nile, Nipah, Hendra, Hantaan, Coxsackie
    """,
    "organisations": """
        Academy Award, Affordable Care Act, Agency for Healthcare Research and Quality, Al-Qaeda,
        Alcoholics Anonymous, American Academy of Pediatrics, American Cancer Society, American College
        of Cardiology, American College of Physicians, American Heart Association, American Massage
        Therapy Association, American Medical Association, American Nurses Association, American
        Psychiatric Association, American Psychological Association, American Red Cross, Americans With
        Disabilities Act, Bauhaus, Bill of Rights, Black Lives Matter, British Medical Association,
        Bundestag, Canada Council, Capitol, Catholic Church, Church of England, Centers for Disease
        Control and Prevention, Centers for Medicare and Medicaid Services, Civil Rights Act, Clean Air
        Act, Cochrane, Congress, Council of Europe, Declaration of Helsinki, Declaration of
        Independence, Democratic Party, Department of Education, Department of Defense, Department of
        Health, Department of Justice, Department of Veterans Affairs, Environmental Protection Agency,
        European Commission, European Court of Human Rights, European Parliament, Facebook, Food and
        Drug Administration, Framingham Heart Study, Geneva Convention, Geneva Conventions, Global
        Burden of Disease, Google, Government of Canada, Green New Deal, Hezbollah, Hamas, Head Start,
        House of Commons, House of Lords, House of Representatives, Human Genome Project, Instagram,
        International Monetary Fund, International Red Cross, Johns Hopkins, Joint Commission, Ku Klux
        Klan, Kyoto Protocol, Labour Party, League of Nations, LinkedIn, Manhattan Project, Mayo Clinic,
        Medicaid, Medicare, Microsoft, Millennium Development Goals, Montreal Protocol, National Health
        Service, National Institute for Health and Care Excellence, National Institute of Mental Health,
        National Institutes of Health, National Science Foundation, Netflix, New Deal, Nurses’ Health
        Study, Obamacare, Occupy Wall Street, Olympic, Olympics, Olympic Games, Pan American Health
        Organization, Paralympic, Paralympics, Paris Agreement, Peace Corps, Pentagon, PubMed, Red
        Cross, Reddit, Republican Party, Royal College of Nursing, Royal Society, Salvation Army, Second
        Amendment, First Amendment, Fourteenth Amendment, Securities and Exchange Commission, Security
        Council, Senate, Silk Road, Skype, Smithsonian, Snapchat, Social Security, Spotify, Supreme
        Court, Sustainable Development Goals, Taliban, Tea Party, TikTok, Title IX, Title VII, Treaty of
        Versailles, Twitter, Unesco, Unicef, United Nations, U.S. Army, U.S. Congress, U.S. Department,
        U.S. Navy, U.S. Senate, U.S. Supreme Court, Veterans Affairs, Veterans Health Administration,
        Voting Rights Act, WebMD, WhatsApp, Wikipedia, Women’s Health Initiative, World Bank, World Cup,
        World Health Assembly, World Health Organization, World Trade Center, World Trade Organization,
        World Wide Web, Yahoo, YouTube, Oxford English Dictionary, Encyclopaedia Britannica,
        Merriam-Webster
    """,
    "names": """
        Mars, Venus, Jupiter, Saturn, Neptune, Uranus, Pluto, Adderall, Advil, Alexa, Ativan, Bible,
        Biblical, Bitcoin, Bluetooth, Botox, Buddha, Bollywood, Broadway, Coca-Cola, Covid, Dada,
        Disney, Dracula, Earth Day, Firefox, Fitbit, God, Hadoop, Hogwarts, Harry Potter, Internet of
        Things, Kinect, Kindle, Koran, Lego, Linux, Lipitor, Mahabharata, Medline, Milky Way, Minecraft,
        Mickey Mouse, Mona Lisa, Moodle, Mormon Church, Napster, Nintendo, Odyssey, Old Testament, New
        Testament, Photoshop, PlayStation, Pokémon, Ponzi, Prozac, Python, Qur’an, Quran, Ramayana,
        Ritalin, Sesame Street, Siri, Sherlock Holmes, Star Trek, Star Wars, Superman, Batman, Talmud,
        Tarzan, Tesla, Titanic, Torah, Tylenol, Valium, Viagra, Vicodin, Vioxx, Wi-Fi, Xanax, Xbox,
        Zika, Zoloft, Big Five, Hardy-Weinberg, Dr. House, Doctor Who, Marie Kondo, Moby Dick, Don
        Quixote, Paradise Lost, King Lear, Macbeth, Ulysses, Beowulf, Gilgamesh, Iliad, Aeneid,
        Decameron, Walden, Gatsby, Huckleberry Finn, Tom Sawyer, White Noise, Frida Kahlo, Beatles,
        Elvis, Madonna, Beyoncé, Santa Claus
    """,
    "tests": """
        Acceptance and Commitment Therapy Scale, Ages and Stages Questionnaires, Alberta Infant Motor
        Scale, Bayley Scales, Bayley Scales of Infant and Toddler Development, Beck Anxiety Inventory,
        Beck Depression Inventory, Beck Hopelessness Scale, Behavior Assessment System for Children,
        Behavioral Risk Factor Surveillance System, Berg Balance Scale, Big Five Inventory, Borg Scale,
        Braden Scale, Brief Pain Inventory, Brief Symptom Inventory, Center for Epidemiologic Studies
        Depression Scale, Child Behavior Checklist, Childhood Trauma Questionnaire, Columbia-Suicide
        Severity Rating Scale, Diagnostic and Statistical Manual of Mental Disorders V, Edinburgh
        Postnatal Depression Scale, Epworth Sleepiness Scale, General Social Survey, Geriatric
        Depression Scale, Glasgow Coma Scale, Hamilton Rating Scale, Hospital Anxiety and Depression
        Scale, Kaufman Assessment Battery, Minnesota Multiphasic Personality Inventory, Mini-Mental
        State Examination, Montreal Cognitive Assessment, Myers-Briggs, Myers-Briggs Type Indicator, NEO
        Personality Inventory, National Health Interview Survey, National Health and Nutrition
        Examination Survey, National Survey on Drug Use and Health, National Comorbidity Survey,
        National Longitudinal Survey of Youth, Oswestry Disability Index, Panel Study of Income
        Dynamics, Patient Health Questionnaire, Peabody Picture Vocabulary Test, Perceived Stress Scale,
        Pittsburgh Sleep Quality Index, Positive and Negative Affect Schedule, Raven’s Progressive
        Matrices, Roland-Morris, Rosenberg Self-Esteem Scale, Satisfaction With Life Scale, State-Trait
        Anxiety Inventory, Stanford-Binet, Strange Situation, Strengths and Difficulties Questionnaire,
        Structured Clinical Interview for DSM, Thematic Apperception Test, Trail Making Test, Vineland
        Adaptive Behavior Scales, Wechsler, Wechsler Adult Intelligence Scale, Wechsler Intelligence
        Scale for Children, Wisconsin Card Sorting Test, Wong-Baker, Woodcock-Johnson, Youth Risk
        Behavior Survey, Youth Risk Behavior Surveillance System, Programme for International Student
        Assessment, Trends in International Mathematics and Science Study, Implicit Association Test,
        General Health Questionnaire, Health and Retirement Study, Add Health
    """,
    "taxa": """
        Acinetobacter, Aedes, Anopheles, Arabidopsis, Arabidopsis thaliana, Aspergillus, Bacillus,
        Bacteroides, Bacteroidetes, Bifidobacterium, Bordetella, Borrelia, Brucella, Caenorhabditis
        elegans, Campylobacter, Candida, Candida albicans, Cannabis sativa, Chlamydia, Chlamydomonas,
        Clostridioides difficile, Clostridium, Clostridium difficile, Corynebacterium, Cryptococcus,
        Cryptosporidium, Danio rerio, Daphnia, Drosophila, Drosophila melanogaster, Enterobacter,
        Enterococcus, Escherichia, Escherichia coli, Firmicutes, Fusarium, Giardia, Ginkgo, Ginkgo
        biloba, Haemophilus, Helicobacter, Helicobacter pylori, Homo sapiens, Homo erectus, Hypericum
        perforatum, Klebsiella, Lactobacillus, Legionella, Leishmania, Leptospira, Listeria, Macaca
        mulatta, Mus musculus, Mycobacterium, Mycobacterium tuberculosis, Mycoplasma, Neisseria,
        Nicotiana, Oryza sativa, Pan troglodytes, Panax ginseng, Penicillium, Plasmodium, Plasmodium
        falciparum, Pneumocystis, Pseudomonas, Pseudomonas aeruginosa, Rattus norvegicus, Rickettsia,
        Saccharomyces, Saccharomyces cerevisiae, Salmonella, Schistosoma, Shigella, Staphylococcus,
        Staphylococcus aureus, Streptococcus, Streptococcus pneumoniae, Toxoplasma, Treponema,
        Trichomonas, Trypanosoma, Vibrio, Vibrio cholerae, Wolbachia, Xenopus, Yersinia, Zea mays
    """,
    "given": """
        Aaron, Abigail, Abraham, Adam, Adrienne, Agatha, Agnes, Ahmed, Alan, Albert, Alejandro,
        Alexander, Alexandra, Alfred, Alice, Alison, Allen, Amelia, Amy, Ana, Andrea, Andrew, André,
        Angela, Anita, Ann, Anna, Anne, Annie, Anthony, Antoine, Anton, Antonio, Arnold, Arthur, Audre,
        Audrey, Barack, Barbara, Beatrice, Ben, Benjamin, Bernard, Bertrand, Betty, Billie, Brian,
        Bruce, Bruno, Carl, Carlos, Carol, Caroline, Carolyn, Catherine, Cesar, Charles, Charlotte,
        Chinua, Chris, Christina, Christine, Christopher, Claude, Claudia, Colin, Craig, Cynthia,
        Daniel, David, Deborah, Dennis, Diana, Diane, Diego, Dmitri, Don, Donald, Dorothy, Douglas,
        Edgar, Edith, Edmund, Eduardo, Edward, Edwin, Eleanor, Elena, Elias, Elie, Elisabeth, Elizabeth,
        Ella, Ellen, Emil, Emile, Émile, Emily, Emma, Eric, Erik, Ernest, Erving, Esther, Eugene, Eva,
        Evelyn, Ezra, Felix, Ferdinand, Fernando, Frances, Francis, Francisco, François, Franklin,
        Franz, Frederic, Frederick, Friedrich, Fyodor, Gabriel, Gabriela, Geoffrey, Georg, George,
        Gerald, Gertrude, Gilles, Giovanni, Gloria, Gustav, Hannah, Hans, Harold, Harriet, Harry,
        Hector, Heidi, Helen, Helena, Hélène, Henri, Henrik, Henry, Herbert, Herman, Howard, Hugh, Hugo,
        Ian, Ida, Ignatius, Igor, Immanuel, Ingrid, Irene, Isaac, Isabel, Isabella, Ivan, Jacob,
        Jacqueline, Jacques, James, Jane, Janet, Jason, Jean, Jeffrey, Jennifer, Jeremy, Jerome,
        Jessica, Jim, Jimi, Joan, Joanne, Johann, John, Jonathan, Jorge, José, Joseph, Josephine,
        Joshua, Juan, Judith, Judy, Julia, Julian, Julie, Juliet, Julius, Karen, Karl, Katharine,
        Katherine, Kathleen, Keith, Kenneth, Kevin, Kurt, Larry, Laura, Lauren, Laurence, Lawrence, Leo,
        Leon, Leonard, Leonardo, Leslie, Lev, Lewis, Linda, Lisa, Lois, Lorraine, Louis, Louisa, Louise,
        Lucy, Ludwig, Luis, Luke, Mahatma, Malala, Malcolm, Marcel, Margaret, Maria, María, Marianne,
        Marie, Marilyn, Marshall, Martha, Martin, Mary, Matthew, Maurice, Max, Melanie, Michael, Michel,
        Michelle, Miguel, Mikhail, Mohammed, Nancy, Natalie, Nathan, Nathaniel, Neil, Nelson, Nicholas,
        Nicole, Niels, Nina, Noah, Noam, Norman, Octavia, Oliver, Olivia, Oscar, Otto, Pablo, Patricia,
        Patrick, Paul, Paula, Paulo, Pedro, Peter, Philip, Pierre, Priscilla, Rachel, Ralph, Raymond,
        Rebecca, Richard, Robert, Roberto, Roger, Roland, Ronald, Rosa, Rosalind, Roy, Rudolf, Russell,
        Ruth, Samuel, Sandra, Sarah, Saul, Sergei, Seymour, Sharon, Sherman, Sidney, Sigmund, Simone,
        Sophia, Sophie, Stanley, Stefan, Stephanie, Stephen, Steven, Stuart, Susan, Suzanne, Sylvia,
        Teresa, Thelonious, Theodor, Theodore, Thomas, Tim, Timothy, Todd, Tom, Toni, Tony, Ursula,
        Vera, Vincent, Vladimir, Walt, Walter, Wendy, Wilhelm, William, Winston, Wolfgang, Yuri, Zadie,
        Zora
    """,
    "ambiguous": """
        May, March, August, Amazon, Apple, Android, Bacon, Buffalo, Butler, Cologne, Phoenix, Lent,
        Mercury, Earth, Marvel, Windows, Zoom
    """,
}
