"""Short forms of journals' names in NLM's catalogue: the journals that health articles cite most.

A name is in lower case, without an article in front; facts only, no code.
"""

from __future__ import annotations

from typing import Final

_ROWS: Final = """
acta anaesthesiologica scandinavica|Acta Anaesthesiol Scand
acupuncture in medicine|Acupunct Med
addiction|Addiction
age and ageing|Age Ageing
american family physician|Am Fam Physician
american journal of cardiology|Am J Cardiol
american journal of chinese medicine|Am J Chin Med
american journal of clinical nutrition|Am J Clin Nutr
american journal of epidemiology|Am J Epidemiol
american journal of medicine|Am J Med
american journal of nursing|Am J Nurs
american journal of obstetrics and gynecology|Am J Obstet Gynecol
american journal of physical medicine and rehabilitation|Am J Phys Med Rehabil
american journal of preventive medicine|Am J Prev Med
american journal of psychiatry|Am J Psychiatry
american journal of public health|Am J Public Health
american journal of respiratory and critical care medicine|Am J Respir Crit Care Med
american journal of sports medicine|Am J Sports Med
american psychologist|Am Psychol
anesthesia and analgesia|Anesth Analg
anesthesiology|Anesthesiology
annals of behavioral medicine|Ann Behav Med
annals of emergency medicine|Ann Emerg Med
annals of internal medicine|Ann Intern Med
annals of oncology|Ann Oncol
annals of surgery|Ann Surg
annals of the new york academy of sciences|Ann N Y Acad Sci
annals of the rheumatic diseases|Ann Rheum Dis
archives of internal medicine|Arch Intern Med
archives of physical medicine and rehabilitation|Arch Phys Med Rehabil
arthritis and rheumatism|Arthritis Rheum
arthritis and rheumatology|Arthritis Rheumatol
arthritis care and research|Arthritis Care Res (Hoboken)
bmc complementary and alternative medicine|BMC Complement Altern Med
bmc complementary medicine and therapies|BMC Complement Med Ther
bmc medicine|BMC Med
bmc musculoskeletal disorders|BMC Musculoskelet Disord
bmc public health|BMC Public Health
bmj|BMJ
british medical journal|BMJ
bmj open|BMJ Open
brain|Brain
brain behavior and immunity|Brain Behav Immun
brain research|Brain Res
british journal of anaesthesia|Br J Anaesth
british journal of general practice|Br J Gen Pract
british journal of psychiatry|Br J Psychiatry
british journal of sports medicine|Br J Sports Med
british journal of surgery|Br J Surg
bulletin of the world health organization|Bull World Health Organ
ca a cancer journal for clinicians|CA Cancer J Clin
canadian medical association journal|CMAJ
cmaj|CMAJ
cancer|Cancer
cell|Cell
cephalalgia|Cephalalgia
chest|Chest
circulation|Circulation
clinical infectious diseases|Clin Infect Dis
clinical journal of pain|Clin J Pain
clinical rehabilitation|Clin Rehabil
cochrane database of systematic reviews|Cochrane Database Syst Rev
complementary therapies in clinical practice|Complement Ther Clin Pract
complementary therapies in medicine|Complement Ther Med
critical care medicine|Crit Care Med
diabetes care|Diabetes Care
drugs|Drugs
epidemiology|Epidemiology
european heart journal|Eur Heart J
european journal of pain|Eur J Pain
evidence based complementary and alternative medicine|Evid Based Complement Alternat Med
evidence based complementary and alternative medicine ecam|Evid Based Complement Alternat Med
explore|Explore (NY)
explore the journal of science and healing|Explore (NY)
frontiers in immunology|Front Immunol
frontiers in medicine|Front Med (Lausanne)
frontiers in neurology|Front Neurol
frontiers in neuroscience|Front Neurosci
frontiers in psychiatry|Front Psychiatry
frontiers in psychology|Front Psychol
frontiers in public health|Front Public Health
gastroenterology|Gastroenterology
gut|Gut
headache|Headache
health affairs|Health Aff (Millwood)
health psychology|Health Psychol
heart|Heart
hypertension|Hypertension
integrative cancer therapies|Integr Cancer Ther
international journal of environmental research and public health|Int J Environ Res Public Health
international journal of epidemiology|Int J Epidemiol
international journal of molecular sciences|Int J Mol Sci
international journal of nursing studies|Int J Nurs Stud
jama|JAMA
journal of the american medical association|JAMA
jama the journal of the american medical association|JAMA
jama cardiology|JAMA Cardiol
jama internal medicine|JAMA Intern Med
jama network open|JAMA Netw Open
jama neurology|JAMA Neurol
jama oncology|JAMA Oncol
jama pediatrics|JAMA Pediatr
jama psychiatry|JAMA Psychiatry
jama surgery|JAMA Surg
journal of acupuncture and meridian studies|J Acupunct Meridian Stud
journal of advanced nursing|J Adv Nurs
journal of alternative and complementary medicine|J Altern Complement Med
journal of bodywork and movement therapies|J Bodyw Mov Ther
journal of clinical epidemiology|J Clin Epidemiol
journal of clinical investigation|J Clin Invest
journal of clinical nursing|J Clin Nurs
journal of clinical oncology|J Clin Oncol
journal of clinical psychiatry|J Clin Psychiatry
journal of ethnopharmacology|J Ethnopharmacol
journal of general internal medicine|J Gen Intern Med
journal of infectious diseases|J Infect Dis
journal of integrative medicine|J Integr Med
journal of manipulative and physiological therapeutics|J Manipulative Physiol Ther
journal of medical internet research|J Med Internet Res
journal of neuroscience|J Neurosci
journal of nursing scholarship|J Nurs Scholarsh
journal of orthopaedic and sports physical therapy|J Orthop Sports Phys Ther
journal of pain|J Pain
journal of pain and symptom management|J Pain Symptom Manage
journal of pain research|J Pain Res
journal of pediatrics|J Pediatr
journal of personality and social psychology|J Pers Soc Psychol
journal of rheumatology|J Rheumatol
journal of the american college of cardiology|J Am Coll Cardiol
journal of the american geriatrics society|J Am Geriatr Soc
journal of the national cancer institute|J Natl Cancer Inst
journal of traditional chinese medicine|J Tradit Chin Med
lancet|Lancet
lancet infectious diseases|Lancet Infect Dis
lancet neurology|Lancet Neurol
lancet oncology|Lancet Oncol
lancet psychiatry|Lancet Psychiatry
lancet public health|Lancet Public Health
lancet global health|Lancet Glob Health
mayo clinic proceedings|Mayo Clin Proc
medical care|Med Care
medical journal of australia|Med J Aust
medicine|Medicine (Baltimore)
medicine and science in sports and exercise|Med Sci Sports Exerc
mmwr morbidity and mortality weekly report|MMWR Morb Mortal Wkly Rep
morbidity and mortality weekly report|MMWR Morb Mortal Wkly Rep
nature|Nature
nature communications|Nat Commun
nature medicine|Nat Med
nature neuroscience|Nat Neurosci
nature reviews neuroscience|Nat Rev Neurosci
neuroimage|Neuroimage
neurology|Neurology
neuron|Neuron
neuroscience|Neuroscience
neuroscience and biobehavioral reviews|Neurosci Biobehav Rev
neuroscience letters|Neurosci Lett
new england journal of medicine|N Engl J Med
nursing outlook|Nurs Outlook
nursing research|Nurs Res
nutrients|Nutrients
obesity|Obesity (Silver Spring)
obstetrics and gynecology|Obstet Gynecol
oncologist|Oncologist
osteoarthritis and cartilage|Osteoarthritis Cartilage
oxidative medicine and cellular longevity|Oxid Med Cell Longev
pain|Pain
pain medicine|Pain Med
pain physician|Pain Physician
pain research and management|Pain Res Manag
palliative medicine|Palliat Med
pediatrics|Pediatrics
philosophical transactions of the royal society b biological sciences|Philos Trans R Soc Lond B Biol Sci
physical therapy|Phys Ther
plos biology|PLoS Biol
plos genetics|PLoS Genet
plos medicine|PLoS Med
plos one|PLoS One
preventive medicine|Prev Med
proceedings of the national academy of sciences|Proc Natl Acad Sci U S A
proceedings of the national academy of sciences usa|Proc Natl Acad Sci U S A
proceedings of the national academy of sciences of the united states of america|Proc Natl Acad Sci U S A
psychological bulletin|Psychol Bull
psychological medicine|Psychol Med
psychological review|Psychol Rev
psychological science|Psychol Sci
psychosomatic medicine|Psychosom Med
qjm|QJM
radiology|Radiology
rheumatology|Rheumatology (Oxford)
science|Science
scientific reports|Sci Rep
sleep|Sleep
sleep medicine|Sleep Med
sleep medicine reviews|Sleep Med Rev
social science and medicine|Soc Sci Med
spine|Spine (Phila Pa 1976)
sports medicine|Sports Med
stroke|Stroke
trials|Trials
urology|Urology
vaccine|Vaccine
world journal of gastroenterology|World J Gastroenterol
zhen ci yan jiu|Zhen Ci Yan Jiu
zhongguo zhen jiu|Zhongguo Zhen Jiu
"""

#: Full name → the catalogue's short form.
JOURNALS: Final[dict[str, str]] = {
    name: short for name, _, short in (row.partition("|") for row in _ROWS.strip().splitlines())
}
