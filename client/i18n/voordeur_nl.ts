<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
    <context>
        <name>Banner</name>
        <message>
            <source>Code: %1</source>
            <translation>Code: %1</translation>
        </message>
    </context>
    <context>
        <name>Explain</name>
        <message>
            <source>Try again. If it keeps going wrong, give the help desk this code.</source>
            <translation>Probeer het opnieuw. Blijft het misgaan? Geef de helpdesk deze code.</translation>
        </message>
        <message>
            <source>Ask your ICT department for the newest version of Voordeur.</source>
            <translation>Vraag uw ICT-afdeling om de nieuwste versie van Voordeur.</translation>
        </message>
        <message>
            <source>Change nothing and call the privacy officer. Give this code.</source>
            <translation>Verander niets en bel de privacyfunctionaris. Geef deze code.</translation>
        </message>
        <message>
            <source>Open the family again. You then see the newest state.</source>
            <translation>Open het gezin opnieuw. U ziet dan de laatste stand.</translation>
        </message>
        <message>
            <source>Ask the lead if you need this.</source>
            <translation>Vraag de regisseur als u dit nodig heeft.</translation>
        </message>
        <message>
            <source>Voordeur does not show this answer. Nothing of yours is lost.</source>
            <translation>Voordeur laat dit antwoord niet zien. Er is niets van u verloren.</translation>
        </message>
        <message>
            <source>Something went wrong in this message.</source>
            <translation>Er ging iets mis in dit bericht.</translation>
        </message>
        <message>
            <source>The message could not be read. Nothing was saved or changed.</source>
            <translation>Het bericht was niet te lezen. Er is niets bewaard of veranderd.</translation>
        </message>
        <message>
            <source>This is too much at once.</source>
            <translation>Dit is te veel in één keer.</translation>
        </message>
        <message>
            <source>The text is larger than one message may be. Your text is still here.</source>
            <translation>De tekst is groter dan één bericht mag zijn. Uw tekst staat er nog.</translation>
        </message>
        <message>
            <source>Make the text shorter, or save it in two parts.</source>
            <translation>Maak de tekst korter, of bewaar hem in twee delen.</translation>
        </message>
        <message>
            <source>This was made with another version of Voordeur.</source>
            <translation>Dit is gemaakt met een andere versie van Voordeur.</translation>
        </message>
        <message>
            <source>Your version cannot read it yet. Nothing is lost.</source>
            <translation>Uw versie kan dit nog niet lezen. Er is niets verloren.</translation>
        </message>
        <message>
            <source>This is protected in a way that this version does not have.</source>
            <translation>Dit is beveiligd op een manier die deze versie niet kent.</translation>
        </message>
        <message>
            <source>Voordeur never goes on with weaker protection. Nothing is lost.</source>
            <translation>Voordeur gaat nooit verder met zwakkere beveiliging. Er is niets verloren.</translation>
        </message>
        <message>
            <source>This answer has a part that this version does not have.</source>
            <translation>In dit antwoord staat iets wat deze versie niet kent.</translation>
        </message>
        <message>
            <source>Voordeur does not guess. Nothing was saved or changed.</source>
            <translation>Voordeur gokt niet. Er is niets bewaard of veranderd.</translation>
        </message>
        <message>
            <source>The message changed on its way.</source>
            <translation>Het bericht is onderweg veranderd.</translation>
        </message>
        <message>
            <source>What arrived is not what you sent. Nothing was saved or changed.</source>
            <translation>Wat aankwam, is niet wat u stuurde. Er is niets bewaard of veranderd.</translation>
        </message>
        <message>
            <source>The server was asked for something else.</source>
            <translation>De server kreeg een andere vraag dan bedoeld.</translation>
        </message>
        <message>
            <source>The signed request does not fit. Nothing was saved or changed.</source>
            <translation>De ondertekende vraag past niet. Er is niets bewaard of veranderd.</translation>
        </message>
        <message>
            <source>Something in this request is not right.</source>
            <translation>Iets in deze vraag klopt niet.</translation>
        </message>
        <message>
            <source>The server could not use it. Nothing was saved or changed.</source>
            <translation>De server kon er niets mee. Er is niets bewaard of veranderd.</translation>
        </message>
        <message>
            <source>Check what you filled in and try again.</source>
            <translation>Controleer wat u heeft ingevuld en probeer het opnieuw.</translation>
        </message>
        <message>
            <source>Voordeur does not see who you are.</source>
            <translation>Voordeur ziet niet wie u bent.</translation>
        </message>
        <message>
            <source>Your laptop could not show who you are. Nothing is lost.</source>
            <translation>Uw laptop kon niet laten zien wie u bent. Er is niets verloren.</translation>
        </message>
        <message>
            <source>Lock Voordeur and open it again with your passphrase.</source>
            <translation>Vergrendel Voordeur en open het opnieuw met uw wachtzin.</translation>
        </message>
        <message>
            <source>This laptop has not been admitted yet.</source>
            <translation>Deze laptop is nog niet toegelaten.</translation>
        </message>
        <message>
            <source>A colleague still has to say that it is yours.</source>
            <translation>Een collega moet nog zeggen dat hij van u is.</translation>
        </message>
        <message>
            <source>Ask your administrator to admit this laptop.</source>
            <translation>Vraag uw beheerder om deze laptop toe te laten.</translation>
        </message>
        <message>
            <source>This laptop may no longer be used for Voordeur.</source>
            <translation>Deze laptop mag niet meer werken met Voordeur.</translation>
        </message>
        <message>
            <source>Your administrator has ended its access.</source>
            <translation>Uw beheerder heeft de toegang gestopt.</translation>
        </message>
        <message>
            <source>Call your administrator if you do not expect this.</source>
            <translation>Bel uw beheerder als u dit niet verwacht.</translation>
        </message>
        <message>
            <source>This belongs to another municipality.</source>
            <translation>Dit hoort bij een andere gemeente.</translation>
        </message>
        <message>
            <source>Voordeur keeps municipalities apart. Nothing was shown.</source>
            <translation>Voordeur houdt gemeenten uit elkaar. Er is niets getoond.</translation>
        </message>
        <message>
            <source>Check that you use the right invitation or file.</source>
            <translation>Controleer of u de juiste uitnodiging of het juiste bestand gebruikt.</translation>
        </message>
        <message>
            <source>A signature is not right.</source>
            <translation>Een handtekening klopt niet.</translation>
        </message>
        <message>
            <source>The clock of this computer is not right.</source>
            <translation>De klok van deze computer loopt niet gelijk.</translation>
        </message>
        <message>
            <source>It differs more than ten minutes from the server. Nothing is lost.</source>
            <translation>Hij wijkt meer dan tien minuten af van de server. Er is niets verloren.</translation>
        </message>
        <message>
            <source>Set the time of this computer right and try again.</source>
            <translation>Zet de tijd van deze computer goed en probeer het opnieuw.</translation>
        </message>
        <message>
            <source>The certificate is not right.</source>
            <translation>Het certificaat klopt niet.</translation>
        </message>
        <message>
            <source>This laptop and the server do not trust each other now.</source>
            <translation>Deze laptop en de server vertrouwen elkaar nu niet.</translation>
        </message>
        <message>
            <source>Look at Connection, and call your ICT department.</source>
            <translation>Kijk bij Verbinding en bel uw ICT-afdeling.</translation>
        </message>
        <message>
            <source>This request was already used.</source>
            <translation>Deze vraag is al eerder gebruikt.</translation>
        </message>
        <message>
            <source>Nothing was done twice. Your first request stands.</source>
            <translation>Er is niets dubbel gedaan. Uw eerste vraag blijft staan.</translation>
        </message>
        <message>
            <source>The answer is no longer the same.</source>
            <translation>Het antwoord is niet meer hetzelfde.</translation>
        </message>
        <message>
            <source>Your request was done before. The state has changed since.</source>
            <translation>Uw vraag was al gedaan. De stand is daarna veranderd.</translation>
        </message>
        <message>
            <source>This is not the server you know.</source>
            <translation>Dit is niet de server die u kent.</translation>
        </message>
        <message>
            <source>Voordeur has sent nothing to it.</source>
            <translation>Voordeur heeft er niets naartoe gestuurd.</translation>
        </message>
        <message>
            <source>Stop working and call your ICT department.</source>
            <translation>Stop met werken en bel uw ICT-afdeling.</translation>
        </message>
        <message>
            <source>Voordeur cannot find this.</source>
            <translation>Voordeur kan dit niet vinden.</translation>
        </message>
        <message>
            <source>It is not there, or you may not see it.</source>
            <translation>Het is er niet, of u mag het niet zien.</translation>
        </message>
        <message>
            <source>Go back to your list and look again.</source>
            <translation>Ga terug naar uw lijst en kijk opnieuw.</translation>
        </message>
        <message>
            <source>You have no access to this part.</source>
            <translation>U heeft geen toegang tot dit deel.</translation>
        </message>
        <message>
            <source>It is not shared with you.</source>
            <translation>Het is niet met u gedeeld.</translation>
        </message>
        <message>
            <source>First choose why you ask.</source>
            <translation>Kies eerst waarom u dit vraagt.</translation>
        </message>
        <message>
            <source>Without a reason Voordeur does not answer.</source>
            <translation>Zonder reden geeft Voordeur geen antwoord.</translation>
        </message>
        <message>
            <source>Choose a reason from the list and try again.</source>
            <translation>Kies een reden uit de lijst en probeer het opnieuw.</translation>
        </message>
        <message>
            <source>There is no ground for this reason.</source>
            <translation>Voor deze reden is er geen grondslag.</translation>
        </message>
        <message>
            <source>Your organisation may not ask this for this reason.</source>
            <translation>Uw organisatie mag dit niet vragen met deze reden.</translation>
        </message>
        <message>
            <source>Choose another reason, or ask your privacy officer.</source>
            <translation>Kies een andere reden, of vraag het uw privacyfunctionaris.</translation>
        </message>
        <message>
            <source>Your organisation may not search in this way.</source>
            <translation>Uw organisatie mag niet op deze manier zoeken.</translation>
        </message>
        <message>
            <source>Not every organisation may use the citizen number.</source>
            <translation>Niet elke organisatie mag het burgerservicenummer gebruiken.</translation>
        </message>
        <message>
            <source>Search by address, or by name and birth date.</source>
            <translation>Zoek op adres, of op naam en geboortedatum.</translation>
        </message>
        <message>
            <source>You have asked often in a short time.</source>
            <translation>U heeft vaak iets nagevraagd in korte tijd.</translation>
        </message>
        <message>
            <source>There is a limit, to protect families.</source>
            <translation>Er is een grens, om gezinnen te beschermen.</translation>
        </message>
        <message>
            <source>Wait an hour, or ask your manager for more room.</source>
            <translation>Wacht een uur, of vraag uw manager om meer ruimte.</translation>
        </message>
        <message>
            <source>A second person has to agree.</source>
            <translation>Een tweede persoon moet akkoord gaan.</translation>
        </message>
        <message>
            <source>This may not be done alone. Nothing was changed.</source>
            <translation>Dit mag niet door één persoon. Er is niets veranderd.</translation>
        </message>
        <message>
            <source>Ask a colleague with this right to agree.</source>
            <translation>Vraag een collega met dit recht om akkoord te gaan.</translation>
        </message>
        <message>
            <source>Your help to this family has ended or has not begun.</source>
            <translation>Uw hulp aan dit gezin is gestopt of nog niet begonnen.</translation>
        </message>
        <message>
            <source>Without help under way there is no access.</source>
            <translation>Zonder lopende hulp is er geen toegang.</translation>
        </message>
        <message>
            <source>Prolong your help, or ask the lead.</source>
            <translation>Verleng uw hulp, of vraag het de regisseur.</translation>
        </message>
        <message>
            <source>The key of the privacy officers is missing.</source>
            <translation>De sleutel van de privacyfunctionarissen ontbreekt.</translation>
        </message>
        <message>
            <source>Without it Voordeur cannot record what happens. Nothing was done.</source>
            <translation>Zonder die sleutel kan Voordeur niets vastleggen. Er is niets gedaan.</translation>
        </message>
        <message>
            <source>Call your administrator. He has to complete the set-up.</source>
            <translation>Bel uw beheerder. Die moet de inrichting afmaken.</translation>
        </message>
        <message>
            <source>This laptop does not have the key of your team yet.</source>
            <translation>Deze laptop heeft de sleutel van uw team nog niet.</translation>
        </message>
        <message>
            <source>A colleague's laptop gives it when it is online.</source>
            <translation>De laptop van een collega geeft die zodra hij aanstaat.</translation>
        </message>
        <message>
            <source>Ask a colleague of your team to open Voordeur.</source>
            <translation>Vraag een collega van uw team om Voordeur te openen.</translation>
        </message>
        <message>
            <source>This team may not take the lead.</source>
            <translation>Dit team mag de regie niet voeren.</translation>
        </message>
        <message>
            <source>Your municipality has set which teams may lead.</source>
            <translation>Uw gemeente bepaalt welke teams de regie mogen voeren.</translation>
        </message>
        <message>
            <source>Choose somebody of another team.</source>
            <translation>Kies iemand van een ander team.</translation>
        </message>
        <message>
            <source>This citizen number is not right.</source>
            <translation>Dit burgerservicenummer klopt niet.</translation>
        </message>
        <message>
            <source>A number has 9 digits, and the digits must fit together.</source>
            <translation>Een nummer heeft 9 cijfers en die moeten bij elkaar passen.</translation>
        </message>
        <message>
            <source>Check the digits and fill in the number again.</source>
            <translation>Controleer de cijfers en vul het nummer opnieuw in.</translation>
        </message>
        <message>
            <source>This postcode is not right.</source>
            <translation>Deze postcode klopt niet.</translation>
        </message>
        <message>
            <source>Voordeur needs it to find the address.</source>
            <translation>Voordeur heeft hem nodig om het adres te vinden.</translation>
        </message>
        <message>
            <source>Fill in a postcode with 4 digits and 2 letters, for instance 3011 AB.</source>
            <translation>Vul een postcode in met 4 cijfers en 2 letters, bijvoorbeeld 3011 AB.</translation>
        </message>
        <message>
            <source>This house number is not right.</source>
            <translation>Dit huisnummer klopt niet.</translation>
        </message>
        <message>
            <source>A house number has only digits, from 1 to 99999.</source>
            <translation>Een huisnummer heeft alleen cijfers, van 1 tot 99999.</translation>
        </message>
        <message>
            <source>Fill in the number. A letter goes in the field beside it.</source>
            <translation>Vul het nummer in. Een letter hoort in het vak ernaast.</translation>
        </message>
        <message>
            <source>This addition is not right.</source>
            <translation>Deze toevoeging klopt niet.</translation>
        </message>
        <message>
            <source>An addition has at most 5 letters or digits.</source>
            <translation>Een toevoeging heeft hoogstens 5 letters of cijfers.</translation>
        </message>
        <message>
            <source>Make the addition shorter, for instance A or 2.</source>
            <translation>Maak de toevoeging korter, bijvoorbeeld A of 2.</translation>
        </message>
        <message>
            <source>This date is not right.</source>
            <translation>Deze datum klopt niet.</translation>
        </message>
        <message>
            <source>Voordeur reads a date as day, month, year.</source>
            <translation>Voordeur leest een datum als dag, maand, jaar.</translation>
        </message>
        <message>
            <source>Fill in the date like this: 9-2-1989.</source>
            <translation>Vul de datum zo in: 9-2-1989.</translation>
        </message>
        <message>
            <source>The end lies before the start.</source>
            <translation>Het einde ligt vóór het begin.</translation>
        </message>
        <message>
            <source>The second date must come after the first.</source>
            <translation>De tweede datum moet na de eerste komen.</translation>
        </message>
        <message>
            <source>Change one of the two dates.</source>
            <translation>Verander een van de twee datums.</translation>
        </message>
        <message>
            <source>This name cannot be used.</source>
            <translation>Deze naam is niet te gebruiken.</translation>
        </message>
        <message>
            <source>A name has at least one letter.</source>
            <translation>Een naam heeft minstens één letter.</translation>
        </message>
        <message>
            <source>Fill in the surname with letters only.</source>
            <translation>Vul de achternaam in met alleen letters.</translation>
        </message>
        <message>
            <source>First choose what you help with.</source>
            <translation>Kies eerst waarmee u helpt.</translation>
        </message>
        <message>
            <source>Voordeur only has the life domains of your municipality.</source>
            <translation>Voordeur heeft alleen de leefgebieden van uw gemeente.</translation>
        </message>
        <message>
            <source>Choose a life domain from the list.</source>
            <translation>Kies een leefgebied uit de lijst.</translation>
        </message>
        <message>
            <source>This text is too long.</source>
            <translation>Deze tekst is te lang.</translation>
        </message>
        <message>
            <source>Your text is still here. It has not been saved yet.</source>
            <translation>Uw tekst staat er nog. Hij is nog niet bewaard.</translation>
        </message>
        <message>
            <source>Make the text shorter, or make two notes.</source>
            <translation>Maak de tekst korter, of maak er twee notities van.</translation>
        </message>
        <message>
            <source>This text has characters that cannot be saved.</source>
            <translation>In deze tekst staan tekens die niet bewaard kunnen worden.</translation>
        </message>
        <message>
            <source>Remove the strange characters and save again.</source>
            <translation>Haal de vreemde tekens weg en bewaar opnieuw.</translation>
        </message>
        <message>
            <source>You have not said why yet.</source>
            <translation>U heeft nog niet gezegd waarom.</translation>
        </message>
        <message>
            <source>The other person has to understand your answer.</source>
            <translation>De ander moet uw antwoord kunnen begrijpen.</translation>
        </message>
        <message>
            <source>Write in one sentence why.</source>
            <translation>Schrijf in één zin waarom.</translation>
        </message>
        <message>
            <source>This is already there.</source>
            <translation>Dit is er al.</translation>
        </message>
        <message>
            <source>Nothing was done twice.</source>
            <translation>Er is niets dubbel gedaan.</translation>
        </message>
        <message>
            <source>Somebody has already been asked to take the lead.</source>
            <translation>Er is al iemand gevraagd voor de regie.</translation>
        </message>
        <message>
            <source>There can be one request at a time. The lead has not changed.</source>
            <translation>Er kan één vraag tegelijk zijn. De regie is niet veranderd.</translation>
        </message>
        <message>
            <source>Wait for the answer, or withdraw that request first.</source>
            <translation>Wacht op het antwoord, of trek die vraag eerst in.</translation>
        </message>
        <message>
            <source>This request for the lead no longer stands.</source>
            <translation>Deze vraag om de regie staat niet meer open.</translation>
        </message>
        <message>
            <source>It was answered or withdrawn. The lead has not changed through you.</source>
            <translation>Hij is beantwoord of ingetrokken. Door u is de regie niet veranderd.</translation>
        </message>
        <message>
            <source>This request is for somebody else.</source>
            <translation>Deze vraag is voor iemand anders.</translation>
        </message>
        <message>
            <source>Only that person may answer it. Nothing was changed.</source>
            <translation>Alleen die persoon mag antwoorden. Er is niets veranderd.</translation>
        </message>
        <message>
            <source>Ask that person to answer.</source>
            <translation>Vraag die persoon om te antwoorden.</translation>
        </message>
        <message>
            <source>This person already leads.</source>
            <translation>Deze persoon heeft de regie al.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Er is niets veranderd.</translation>
        </message>
        <message>
            <source>Choose somebody else.</source>
            <translation>Kies iemand anders.</translation>
        </message>
        <message>
            <source>Somebody changed this at the same moment.</source>
            <translation>Iemand heeft dit tegelijk met u veranderd.</translation>
        </message>
        <message>
            <source>Nothing was overwritten. Your text is still here.</source>
            <translation>Er is niets overschreven. Uw tekst staat er nog.</translation>
        </message>
        <message>
            <source>Open the family again and look at both texts.</source>
            <translation>Open het gezin opnieuw en bekijk allebei de teksten.</translation>
        </message>
        <message>
            <source>Access to this family has just changed.</source>
            <translation>De toegang tot dit gezin is net veranderd.</translation>
        </message>
        <message>
            <source>Save again. Voordeur then uses the new key.</source>
            <translation>Bewaar opnieuw. Voordeur gebruikt dan de nieuwe sleutel.</translation>
        </message>
        <message>
            <source>First the lock of this file has to be renewed.</source>
            <translation>Eerst moet het slot van dit dossier vernieuwd worden.</translation>
        </message>
        <message>
            <source>Somebody left. Your text is still here.</source>
            <translation>Er is iemand vertrokken. Uw tekst staat er nog.</translation>
        </message>
        <message>
            <source>Save again. Voordeur renews the lock by itself.</source>
            <translation>Bewaar opnieuw. Voordeur vernieuwt het slot vanzelf.</translation>
        </message>
        <message>
            <source>You do not have a key for this part.</source>
            <translation>U heeft geen sleutel voor dit deel.</translation>
        </message>
        <message>
            <source>It was not given to your team, or not yet.</source>
            <translation>Die is niet aan uw team gegeven, of nog niet.</translation>
        </message>
        <message>
            <source>The list of people who can read this has changed.</source>
            <translation>De lijst van wie dit kan lezen, is veranderd.</translation>
        </message>
        <message>
            <source>Nothing was saved, so that nobody reads along by mistake.</source>
            <translation>Er is niets bewaard. Zo leest niemand per ongeluk mee.</translation>
        </message>
        <message>
            <source>This file is closed.</source>
            <translation>Dit dossier is gesloten.</translation>
        </message>
        <message>
            <source>It can be read, but no longer changed.</source>
            <translation>U kunt het lezen, maar niet meer veranderen.</translation>
        </message>
        <message>
            <source>Ask the lead or the manager to open it again.</source>
            <translation>Vraag de regisseur of de manager om het te heropenen.</translation>
        </message>
        <message>
            <source>No more can be added here.</source>
            <translation>Hier kan niets meer bij.</translation>
        </message>
        <message>
            <source>There is a limit, so that Voordeur stays fast.</source>
            <translation>Er is een grens, zodat Voordeur snel blijft.</translation>
        </message>
        <message>
            <source>Ask your administrator what can be cleared away.</source>
            <translation>Vraag uw beheerder wat er opgeruimd kan worden.</translation>
        </message>
        <message>
            <source>This question has to be asked again.</source>
            <translation>Deze vraag moet u opnieuw stellen.</translation>
        </message>
        <message>
            <source>The first step was no longer there. Nothing was answered.</source>
            <translation>De eerste stap was er niet meer. Er is niets beantwoord.</translation>
        </message>
        <message>
            <source>Ask the question again.</source>
            <translation>Stel de vraag opnieuw.</translation>
        </message>
        <message>
            <source>Somebody else has already answered this.</source>
            <translation>Iemand anders heeft dit al beantwoord.</translation>
        </message>
        <message>
            <source>The first answer stands. Nothing was done twice.</source>
            <translation>Het eerste antwoord blijft staan. Er is niets dubbel gedaan.</translation>
        </message>
        <message>
            <source>This invitation is not there.</source>
            <translation>Deze uitnodiging is er niet.</translation>
        </message>
        <message>
            <source>The server does not have it, or it was withdrawn.</source>
            <translation>De server heeft hem niet, of hij is ingetrokken.</translation>
        </message>
        <message>
            <source>Ask your administrator for a new invitation.</source>
            <translation>Vraag uw beheerder om een nieuwe uitnodiging.</translation>
        </message>
        <message>
            <source>This invitation is too old.</source>
            <translation>Deze uitnodiging is te oud.</translation>
        </message>
        <message>
            <source>An invitation is good for at most two weeks.</source>
            <translation>Een uitnodiging is hoogstens twee weken geldig.</translation>
        </message>
        <message>
            <source>This invitation has already been used.</source>
            <translation>Deze uitnodiging is al gebruikt.</translation>
        </message>
        <message>
            <source>Each invitation is for one laptop.</source>
            <translation>Elke uitnodiging is voor één laptop.</translation>
        </message>
        <message>
            <source>Was it not you? Call your administrator at once.</source>
            <translation>Was u dat niet? Bel dan meteen uw beheerder.</translation>
        </message>
        <message>
            <source>This invitation cannot be read.</source>
            <translation>Deze uitnodiging is niet te lezen.</translation>
        </message>
        <message>
            <source>A part is missing or has changed.</source>
            <translation>Er ontbreekt een stuk, of er is iets veranderd.</translation>
        </message>
        <message>
            <source>Copy the whole invitation again, or ask for a new one.</source>
            <translation>Kopieer de hele uitnodiging opnieuw, of vraag een nieuwe.</translation>
        </message>
        <message>
            <source>This laptop does not fit the invitation.</source>
            <translation>Deze laptop past niet bij de uitnodiging.</translation>
        </message>
        <message>
            <source>Somebody may have come in between. Nothing was admitted.</source>
            <translation>Misschien zat er iemand tussen. Er is niets toegelaten.</translation>
        </message>
        <message>
            <source>Stop and call your administrator.</source>
            <translation>Stop en bel uw beheerder.</translation>
        </message>
        <message>
            <source>This laptop is waiting to be admitted.</source>
            <translation>Deze laptop wacht op toelating.</translation>
        </message>
        <message>
            <source>Your administrator still has to confirm that it is yours.</source>
            <translation>Uw beheerder moet nog bevestigen dat hij van u is.</translation>
        </message>
        <message>
            <source>Wait, or call your administrator.</source>
            <translation>Wacht even, of bel uw beheerder.</translation>
        </message>
        <message>
            <source>This server has already been set up.</source>
            <translation>Deze server is al ingericht.</translation>
        </message>
        <message>
            <source>That can be done only once. Nothing was changed.</source>
            <translation>Dat kan maar één keer. Er is niets veranderd.</translation>
        </message>
        <message>
            <source>Ask the founder for an invitation.</source>
            <translation>Vraag de oprichter om een uitnodiging.</translation>
        </message>
        <message>
            <source>This server has not been set up yet.</source>
            <translation>Deze server is nog niet ingericht.</translation>
        </message>
        <message>
            <source>First the founder has to begin.</source>
            <translation>Eerst moet de oprichter beginnen.</translation>
        </message>
        <message>
            <source>Ask your administrator to set up the server.</source>
            <translation>Vraag uw beheerder om de server in te richten.</translation>
        </message>
        <message>
            <source>This cannot be opened.</source>
            <translation>Dit is niet te openen.</translation>
        </message>
        <message>
            <source>The seal is broken, or it was not for you.</source>
            <translation>De verzegeling is stuk, of het was niet voor u.</translation>
        </message>
        <message>
            <source>The key of this file has been used up.</source>
            <translation>De sleutel van dit dossier is op.</translation>
        </message>
        <message>
            <source>Save again. Voordeur makes a new key by itself.</source>
            <translation>Bewaar opnieuw. Voordeur maakt vanzelf een nieuwe sleutel.</translation>
        </message>
        <message>
            <source>The key does not fit this file.</source>
            <translation>De sleutel past niet bij dit dossier.</translation>
        </message>
        <message>
            <source>A key is too weak.</source>
            <translation>Een sleutel is te zwak.</translation>
        </message>
        <message>
            <source>This passphrase is not right.</source>
            <translation>Deze wachtzin klopt niet.</translation>
        </message>
        <message>
            <source>Capitals count. Your data are safe.</source>
            <translation>Hoofdletters tellen mee. Uw gegevens zijn veilig.</translation>
        </message>
        <message>
            <source>Check the capitals and try again.</source>
            <translation>Controleer hoofdletters en probeer het opnieuw.</translation>
        </message>
        <message>
            <source>This passphrase is too easy to guess.</source>
            <translation>Deze wachtzin is te makkelijk te raden.</translation>
        </message>
        <message>
            <source>It protects the files of many families.</source>
            <translation>Hij beschermt de dossiers van veel gezinnen.</translation>
        </message>
        <message>
            <source>Choose a longer sentence that only you know.</source>
            <translation>Kies een langere zin die alleen u kent.</translation>
        </message>
        <message>
            <source>The key file of this laptop is damaged.</source>
            <translation>Het sleutelbestand van deze laptop is beschadigd.</translation>
        </message>
        <message>
            <source>The files on the server are safe.</source>
            <translation>De dossiers op de server zijn veilig.</translation>
        </message>
        <message>
            <source>Ask your administrator for help.</source>
            <translation>Vraag uw beheerder om hulp.</translation>
        </message>
        <message>
            <source>The key file is not protected well enough.</source>
            <translation>Het sleutelbestand is niet goed genoeg beveiligd.</translation>
        </message>
        <message>
            <source>Somebody may have changed it. Voordeur does not open it.</source>
            <translation>Misschien heeft iemand het veranderd. Voordeur opent het niet.</translation>
        </message>
        <message>
            <source>Call your administrator.</source>
            <translation>Bel uw beheerder.</translation>
        </message>
        <message>
            <source>A key is missing on this laptop.</source>
            <translation>Op deze laptop ontbreekt een sleutel.</translation>
        </message>
        <message>
            <source>Without that key this part stays closed. Nothing is lost.</source>
            <translation>Zonder die sleutel blijft dit deel dicht. Er is niets verloren.</translation>
        </message>
        <message>
            <source>The proof of the server is not right.</source>
            <translation>Het bewijs van de server klopt niet.</translation>
        </message>
        <message>
            <source>The answer of the server cannot be right.</source>
            <translation>Het antwoord van de server kan niet kloppen.</translation>
        </message>
        <message>
            <source>Please wait a moment.</source>
            <translation>Wacht even.</translation>
        </message>
        <message>
            <source>The passphrase was wrong several times. Your data are safe.</source>
            <translation>De wachtzin was een paar keer fout. Uw gegevens zijn veilig.</translation>
        </message>
        <message>
            <source>Wait until the counter is at zero and try again.</source>
            <translation>Wacht tot de teller op nul staat en probeer het opnieuw.</translation>
        </message>
        <message>
            <source>This log belongs to another server.</source>
            <translation>Dit logboek hoort bij een andere server.</translation>
        </message>
        <message>
            <source>The signature under the log is not right.</source>
            <translation>De handtekening onder het logboek klopt niet.</translation>
        </message>
        <message>
            <source>The server cannot show that this is in the log.</source>
            <translation>De server kan niet tonen dat dit in het logboek staat.</translation>
        </message>
        <message>
            <source>Without that proof Voordeur opens nothing.</source>
            <translation>Zonder dat bewijs opent Voordeur niets.</translation>
        </message>
        <message>
            <source>The log no longer fits what it was before.</source>
            <translation>Het logboek past niet meer bij hoe het was.</translation>
        </message>
        <message>
            <source>Voordeur stops, so that nothing can be hidden.</source>
            <translation>Voordeur stopt, zodat er niets verborgen kan worden.</translation>
        </message>
        <message>
            <source>There are two different logs.</source>
            <translation>Er zijn twee verschillende logboeken.</translation>
        </message>
        <message>
            <source>Colleagues may see something else than you. Voordeur stops.</source>
            <translation>Collega's zien misschien iets anders dan u. Voordeur stopt.</translation>
        </message>
        <message>
            <source>The log has become shorter.</source>
            <translation>Het logboek is korter geworden.</translation>
        </message>
        <message>
            <source>A log may only grow. Voordeur stops.</source>
            <translation>Een logboek mag alleen groeien. Voordeur stopt.</translation>
        </message>
        <message>
            <source>The line in the log is not your request.</source>
            <translation>De regel in het logboek is niet uw vraag.</translation>
        </message>
        <message>
            <source>The answer does not fit your question.</source>
            <translation>Het antwoord past niet bij uw vraag.</translation>
        </message>
        <message>
            <source>The list of people and devices is not complete.</source>
            <translation>De lijst van mensen en apparaten is niet compleet.</translation>
        </message>
        <message>
            <source>Somebody's access may have been hidden. Voordeur stops.</source>
            <translation>Misschien is een toegang verborgen. Voordeur stopt.</translation>
        </message>
        <message>
            <source>The history of this family is not complete.</source>
            <translation>De geschiedenis van dit gezin is niet compleet.</translation>
        </message>
        <message>
            <source>Something may have been hidden. Voordeur stops.</source>
            <translation>Misschien is er iets verborgen. Voordeur stopt.</translation>
        </message>
        <message>
            <source>The server gave an old state.</source>
            <translation>De server gaf een oude stand.</translation>
        </message>
        <message>
            <source>You have seen a newer one. Voordeur does not go back.</source>
            <translation>U heeft al een nieuwere gezien. Voordeur gaat niet terug.</translation>
        </message>
        <message>
            <source>A part of this file is missing.</source>
            <translation>Er ontbreekt een deel van dit dossier.</translation>
        </message>
        <message>
            <source>The server should have it and did not give it.</source>
            <translation>De server hoort het te hebben en gaf het niet.</translation>
        </message>
        <message>
            <source>A key was not given in the right way.</source>
            <translation>Een sleutel is niet goed gegeven.</translation>
        </message>
        <message>
            <source>The key does not fit this moment.</source>
            <translation>De sleutel past niet bij dit moment.</translation>
        </message>
        <message>
            <source>A line about help is not signed right.</source>
            <translation>Een regel over hulp is niet goed ondertekend.</translation>
        </message>
        <message>
            <source>Something was done that was not allowed.</source>
            <translation>Er is iets gedaan wat niet mocht.</translation>
        </message>
        <message>
            <source>The line is in the log, but the rules forbid it.</source>
            <translation>De regel staat in het logboek, maar de regels verbieden het.</translation>
        </message>
        <message>
            <source>A request is in the log twice.</source>
            <translation>Een vraag staat twee keer in het logboek.</translation>
        </message>
        <message>
            <source>That cannot happen with an honest server.</source>
            <translation>Dat kan niet gebeuren bij een eerlijke server.</translation>
        </message>
        <message>
            <source>A detail is missing that was not erased.</source>
            <translation>Er ontbreekt een detail dat niet is gewist.</translation>
        </message>
        <message>
            <source>The line itself is there. The explanation is gone.</source>
            <translation>De regel zelf staat er. De toelichting is weg.</translation>
        </message>
        <message>
            <source>A line of the log is missing.</source>
            <translation>Er ontbreekt een regel in het logboek.</translation>
        </message>
        <message>
            <source>The lines must follow each other without a gap.</source>
            <translation>De regels moeten op elkaar volgen zonder gat.</translation>
        </message>
        <message>
            <source>A line of the log cannot be read.</source>
            <translation>Een regel van het logboek is niet te lezen.</translation>
        </message>
        <message>
            <source>It is damaged or was changed.</source>
            <translation>Hij is beschadigd of veranderd.</translation>
        </message>
        <message>
            <source>A part belonging to a line is missing.</source>
            <translation>Er ontbreekt een deel dat bij een regel hoort.</translation>
        </message>
        <message>
            <source>The line itself is there, but cannot be checked completely.</source>
            <translation>De regel zelf staat er, maar is niet helemaal te controleren.</translation>
        </message>
        <message>
            <source>The server gave a false answer.</source>
            <translation>De server gaf een onwaar antwoord.</translation>
        </message>
        <message>
            <source>The log shows that the answer should have been different.</source>
            <translation>Het logboek toont dat het antwoord anders had moeten zijn.</translation>
        </message>
        <message>
            <source>It is busy. Please wait a moment.</source>
            <translation>Het is druk. Wacht even.</translation>
        </message>
        <message>
            <source>The server has much to do. Nothing of yours is lost.</source>
            <translation>De server heeft veel te doen. Er is niets van u verloren.</translation>
        </message>
        <message>
            <source>Try again in a minute.</source>
            <translation>Probeer het over een minuut opnieuw.</translation>
        </message>
        <message>
            <source>There is no room left to save.</source>
            <translation>Er is geen ruimte meer om te bewaren.</translation>
        </message>
        <message>
            <source>What was saved before is safe. Your text is still here.</source>
            <translation>Wat al bewaard was, is veilig. Uw tekst staat er nog.</translation>
        </message>
        <message>
            <source>Call your ICT department and try again later.</source>
            <translation>Bel uw ICT-afdeling en probeer het later opnieuw.</translation>
        </message>
        <message>
            <source>Saving does not work now.</source>
            <translation>Opslaan lukt nu niet.</translation>
        </message>
        <message>
            <source>Voordeur cannot be reached right now.</source>
            <translation>Voordeur is even niet bereikbaar.</translation>
        </message>
        <message>
            <source>That is not your fault. Nothing of yours is lost.</source>
            <translation>Dat ligt niet aan u. Er is niets van u verloren.</translation>
        </message>
        <message>
            <source>Try again. Is it urgent? Call the contact on your phone list.</source>
            <translation>Probeer het opnieuw. Dringend? Bel de contactpersoon op uw telefoonlijst.</translation>
        </message>
        <message>
            <source>This takes longer than normal.</source>
            <translation>Dit duurt langer dan normaal.</translation>
        </message>
        <message>
            <source>Nothing of yours is lost. You may ask the same again.</source>
            <translation>Er is niets van u verloren. U mag hetzelfde opnieuw vragen.</translation>
        </message>
        <message>
            <source>Try again, or go on later.</source>
            <translation>Probeer het opnieuw, of ga later verder.</translation>
        </message>
        <message>
            <source>This was stopped.</source>
            <translation>Dit is gestopt.</translation>
        </message>
        <message>
            <source>You or Voordeur stopped it halfway. Nothing is lost.</source>
            <translation>U of Voordeur stopte halverwege. Er is niets verloren.</translation>
        </message>
        <message>
            <source>Begin again if you still need it.</source>
            <translation>Begin opnieuw als u het nog nodig heeft.</translation>
        </message>
        <message>
            <source>Something went wrong on our side.</source>
            <translation>Er ging bij ons iets mis.</translation>
        </message>
        <message>
            <source>This file cannot be read.</source>
            <translation>Dit bestand is niet te lezen.</translation>
        </message>
        <message>
            <source>It is not there, is damaged, or you may not open it.</source>
            <translation>Het is er niet, is beschadigd, of u mag het niet openen.</translation>
        </message>
        <message>
            <source>Choose another file, or ask your ICT department.</source>
            <translation>Kies een ander bestand, of vraag het uw ICT-afdeling.</translation>
        </message>
        <message>
            <source>There is already a file with this name.</source>
            <translation>Er is al een bestand met deze naam.</translation>
        </message>
        <message>
            <source>Voordeur does not overwrite it.</source>
            <translation>Voordeur overschrijft het niet.</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>Kies een andere naam.</translation>
        </message>
        <message>
            <source>These data come from a newer version.</source>
            <translation>Deze gegevens komen van een nieuwere versie.</translation>
        </message>
        <message>
            <source>Your version does not touch them. Nothing is lost.</source>
            <translation>Uw versie raakt ze niet aan. Er is niets verloren.</translation>
        </message>
        <message>
            <source>This backup is damaged or not complete.</source>
            <translation>Deze reservekopie is beschadigd of niet compleet.</translation>
        </message>
        <message>
            <source>Take another backup.</source>
            <translation>Gebruik een andere reservekopie.</translation>
        </message>
        <message>
            <source>This key does not belong to this backup.</source>
            <translation>Deze sleutel hoort niet bij deze reservekopie.</translation>
        </message>
        <message>
            <source>Take the key of that time.</source>
            <translation>Gebruik de sleutel van toen.</translation>
        </message>
        <message>
            <source>This laptop misses nothing in this log.</source>
            <translation>Deze laptop mist niets in dit logboek.</translation>
        </message>
        <message>
            <source>Let a founder whose laptop saw more do it.</source>
            <translation>Vraag een oprichter van wie de laptop meer heeft gezien.</translation>
        </message>
        <message>
            <source>This version of Voordeur is too old.</source>
            <translation>Deze versie van Voordeur is te oud.</translation>
        </message>
        <message>
            <source>The server no longer works with it. Nothing is lost.</source>
            <translation>De server werkt er niet meer mee. Er is niets verloren.</translation>
        </message>
        <message>
            <source>A setting is not right.</source>
            <translation>Een instelling klopt niet.</translation>
        </message>
        <message>
            <source>Voordeur does not start with settings that it does not understand.</source>
            <translation>Voordeur start niet met instellingen die het niet begrijpt.</translation>
        </message>
        <message>
            <source>Ask your ICT department to check the settings.</source>
            <translation>Vraag uw ICT-afdeling om de instellingen na te kijken.</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
        <message>
            <source>Lock Voordeur</source>
            <translation>Voordeur vergrendelen</translation>
        </message>
        <message>
            <source>Help and keys</source>
            <translation>Hulp en toetsen</translation>
        </message>
        <message>
            <source>Next part of the screen</source>
            <translation>Volgend deel van het scherm</translation>
        </message>
        <message>
            <source>Previous part of the screen</source>
            <translation>Vorig deel van het scherm</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Terug</translation>
        </message>
        <message>
            <source>Fetch again</source>
            <translation>Opnieuw ophalen</translation>
        </message>
        <message>
            <source>Search in the list</source>
            <translation>Zoeken in de lijst</translation>
        </message>
        <message>
            <source>New question or new note</source>
            <translation>Nieuwe vraag of nieuwe notitie</translation>
        </message>
        <message>
            <source>Save the note</source>
            <translation>Notitie bewaren</translation>
        </message>
        <message>
            <source>Next tab</source>
            <translation>Volgend tabblad</translation>
        </message>
        <message>
            <source>Previous tab</source>
            <translation>Vorig tabblad</translation>
        </message>
    </context>
    <context>
        <name>Start</name>
        <message>
            <source>Close</source>
            <translation>Sluiten</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>opened the file</source>
            <translation>opende het dossier</translation>
        </message>
        <message>
            <source>saw the family in a list</source>
            <translation>zag het gezin in een lijst</translation>
        </message>
        <message>
            <source>asked whether somebody helps</source>
            <translation>vroeg na of iemand helpt</translation>
        </message>
        <message>
            <source>wrote in the file</source>
            <translation>schreef in het dossier</translation>
        </message>
        <message>
            <source>started the file</source>
            <translation>begon het dossier</translation>
        </message>
        <message>
            <source>let know that they help</source>
            <translation>liet weten te helpen</translation>
        </message>
        <message>
            <source>answered whether it is the same family</source>
            <translation>zei of dit hetzelfde gezin is</translation>
        </message>
        <message>
            <source>gave access to the shared part</source>
            <translation>gaf toegang tot het gedeelde deel</translation>
        </message>
        <message>
            <source>ended access to the shared part</source>
            <translation>stopte toegang tot het gedeelde deel</translation>
        </message>
        <message>
            <source>asked somebody to take the lead</source>
            <translation>vroeg iemand om de regie</translation>
        </message>
        <message>
            <source>took the lead</source>
            <translation>nam de regie over</translation>
        </message>
        <message>
            <source>did not take the lead</source>
            <translation>nam de regie niet over</translation>
        </message>
        <message>
            <source>withdrew the request for the lead</source>
            <translation>trok de vraag om de regie in</translation>
        </message>
        <message>
            <source>saw who viewed this file</source>
            <translation>bekeek wie dit dossier zag</translation>
        </message>
        <message>
            <source>family coach</source>
            <translation>gezinscoach</translation>
        </message>
        <message>
            <source>staff member</source>
            <translation>medewerker</translation>
        </message>
        <message>
            <source>manager</source>
            <translation>manager</translation>
        </message>
        <message>
            <source>crisis service</source>
            <translation>crisisdienst</translation>
        </message>
        <message>
            <source>privacy manager</source>
            <translation>privacybeheerder</translation>
        </message>
        <message>
            <source>privacy officer</source>
            <translation>privacyfunctionaris</translation>
        </message>
        <message>
            <source>administrator</source>
            <translation>beheerder</translation>
        </message>
        <message>
            <source>founder</source>
            <translation>oprichter</translation>
        </message>
        <message>
            <source>works along</source>
            <translation>werkt mee</translation>
        </message>
        <message>
            <source>involved</source>
            <translation>betrokken</translation>
        </message>
        <message>
            <source>maybe</source>
            <translation>misschien</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>gestopt</translation>
        </message>
        <message>
            <source>certain</source>
            <translation>zeker</translation>
        </message>
        <message>
            <source>maybe the same family</source>
            <translation>misschien hetzelfde gezin</translation>
        </message>
        <message>
            <source>confirmed by a person</source>
            <translation>bevestigd door een mens</translation>
        </message>
        <message>
            <source>Not connected yet</source>
            <translation>Nog geen verbinding</translation>
        </message>
        <message>
            <source>Connected</source>
            <translation>Verbonden</translation>
        </message>
        <message>
            <source>Server does not answer</source>
            <translation>Server antwoordt niet</translation>
        </message>
        <message>
            <source>No connection</source>
            <translation>Geen verbinding</translation>
        </message>
        <message>
            <source>Voordeur has not asked the server anything yet.</source>
            <translation>Voordeur heeft de server nog niets gevraagd.</translation>
        </message>
        <message>
            <source>The server answers.</source>
            <translation>De server antwoordt.</translation>
        </message>
        <message>
            <source>Voordeur cannot be reached right now. That is not your fault. Is it urgent? Call the contact on your phone list.</source>
            <translation>Voordeur is even niet bereikbaar. Dat ligt niet aan u. Dringend? Bel de contactpersoon op uw telefoonlijst.</translation>
        </message>
        <message>
            <source>This computer has no connection. Check the network, or call the contact on your phone list.</source>
            <translation>Deze computer heeft geen verbinding. Controleer het netwerk of bel de contactpersoon op uw telefoonlijst.</translation>
        </message>
        <message>
            <source>none</source>
            <translation>geen</translation>
        </message>
        <message>
            <source>other action</source>
            <translation>andere handeling</translation>
        </message>
        <message>
            <source>Since %1</source>
            <translation>Sinds %1</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 tot %2</translation>
        </message>
        <message>
            <source>since %1</source>
            <translation>sinds %1</translation>
        </message>
        <message>
            <source>Family %1</source>
            <translation>Gezin %1</translation>
        </message>
        <message>
            <source>changed until when they help</source>
            <translation>wijzigde tot wanneer zij helpen</translation>
        </message>
        <message>
            <source>No answer has come yet. Voordeur sends it again when you unlock. Do not do it a second time.</source>
            <translation>Er kwam nog geen antwoord. Voordeur stuurt het opnieuw als u ontgrendelt. Doe het niet nog een keer.</translation>
        </message>
        <message>
            <source>Nobody knows whether this was done. Look in the file before you do it again.</source>
            <translation>Het is niet zeker of dit is gedaan. Kijk in het dossier voordat u het opnieuw doet.</translation>
        </message>
        <message>
            <source>This was not done. Do it again if it is still needed.</source>
            <translation>Dit is niet gedaan. Doe het opnieuw als het nog nodig is.</translation>
        </message>
        <message>
            <source>This was lost when the server was put back from a copy. Do it again if it is still needed.</source>
            <translation>Dit ging verloren toen de server is hersteld uit een kopie. Doe het opnieuw als het nog nodig is.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::AnswerCard</name>
        <message>
            <source>Yes, this family already has a contact person.</source>
            <translation>Ja, dit gezin heeft al een contactpersoon.</translation>
        </message>
        <message>
            <source>Yes, somebody already helps here.</source>
            <translation>Ja, hier helpt al iemand.</translation>
        </message>
        <message>
            <source>You do not see a file. Contact the lead.</source>
            <translation>U ziet geen dossier. Neem contact op met de regisseur.</translation>
        </message>
        <message>
            <source>This family has no lead yet. Call the municipality.</source>
            <translation>Dit gezin heeft nog geen regisseur. Bel de gemeente.</translation>
        </message>
        <message>
            <source>It can be another family. There is no lead yet. Call the municipality.</source>
            <translation>Het kan een ander gezin zijn. Er is nog geen regisseur. Bel de gemeente.</translation>
        </message>
        <message>
            <source>Maybe. Somebody already helps at this address. Ask.</source>
            <translation>Misschien. Op dit adres helpt al iemand. Vraag het na.</translation>
        </message>
        <message>
            <source>Maybe. Somebody already helps under this name. Ask.</source>
            <translation>Misschien. Bij deze naam helpt al iemand. Vraag het na.</translation>
        </message>
        <message>
            <source>It can be another family. Ask before you go on.</source>
            <translation>Het kan een ander gezin zijn. Vraag het voordat u verder gaat.</translation>
        </message>
        <message>
            <source>No, nobody is listed in Voordeur.</source>
            <translation>Nee, bij Voordeur staat niemand.</translation>
        </message>
        <message>
            <source>That does not mean that there is no help.</source>
            <translation>Dat betekent niet dat er geen hulp is.</translation>
        </message>
        <message>
            <source>Let know that we help too</source>
            <translation>Laat weten dat wij ook helpen</translation>
        </message>
        <message>
            <source>New question</source>
            <translation>Nieuwe vraag</translation>
        </message>
        <message>
            <source>Also helping: %1</source>
            <translation>Ook betrokken: %1</translation>
        </message>
        <message>
            <source>Let know that we help</source>
            <translation>Laat weten dat wij helpen</translation>
        </message>
        <message>
            <source>We record: %1, %2, reason: %3. Line %4 of the log.</source>
            <translation>Wij leggen vast: %1, %2, reden: %3. Regel %4 van het logboek.</translation>
        </message>
        <message>
            <source>Lead: %1</source>
            <translation>Regie: %1</translation>
        </message>
        <message>
            <source>Since %1</source>
            <translation>Sinds %1</translation>
        </message>
        <message>
            <source>More is registered here than fits in one answer. Ask again with another detail, or call the lead.</source>
            <translation>Hier staat meer geregistreerd dan in één antwoord past. Vraag ook na met een ander gegeven, of bel de regisseur.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::CaseloadModel</name>
        <message>
            <source>Cannot be opened on this laptop yet</source>
            <translation>Nog niet te openen op deze laptop</translation>
        </message>
        <message>
            <source>Family %1</source>
            <translation>Gezin %1</translation>
        </message>
        <message>
            <source>you lead</source>
            <translation>u heeft de regie</translation>
        </message>
        <message>
            <source>led by %1</source>
            <translation>regie bij %1</translation>
        </message>
        <message>
            <source>You</source>
            <translation>U</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Niemand</translation>
        </message>
        <message>
            <source>no lead yet</source>
            <translation>nog geen regisseur</translation>
        </message>
        <message>
            <source>asks you to lead</source>
            <translation>regie voor u gevraagd</translation>
        </message>
        <message>
            <source>waits for an answer</source>
            <translation>wacht op antwoord</translation>
        </message>
        <message numerus="yes">
            <source>%n to confirm</source>
            <translation>
                <numerusform>%n te bevestigen</numerusform>
                <numerusform>%n te bevestigen</numerusform>
            </translation>
        </message>
        <message>
            <source>no key yet</source>
            <translation>nog geen sleutel</translation>
        </message>
        <message>
            <source>Lead: %1</source>
            <translation>Regie: %1</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Gezin</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adres</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Regie</translation>
        </message>
        <message>
            <source>Asks attention</source>
            <translation>Vraagt aandacht</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::CaseloadPage</name>
        <message>
            <source>Why do you open a file?</source>
            <translation>Waarom opent u een dossier?</translation>
        </message>
        <message>
            <source>My families</source>
            <translation>Mijn gezinnen</translation>
        </message>
        <message>
            <source>Search in this list</source>
            <translation>Zoek in deze lijst</translation>
        </message>
        <message>
            <source>Choose a reason</source>
            <translation>Kies een reden</translation>
        </message>
        <message>
            <source>Fetching your families</source>
            <translation>Uw gezinnen worden opgehaald</translation>
        </message>
        <message>
            <source>You have no families yet.</source>
            <translation>U heeft nog geen gezinnen.</translation>
        </message>
        <message>
            <source>Families appear here once you lead, or once a lead gives you access.</source>
            <translation>Een gezin staat hier zodra u de regie heeft. Of zodra een regisseur u toegang geeft.</translation>
        </message>
        <message numerus="yes">
            <source>%n families</source>
            <translation>
                <numerusform>%n gezin</numerusform>
                <numerusform>%n gezinnen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n families</source>
            <translation>
                <numerusform>%1 van %n gezin</numerusform>
                <numerusform>%1 van %n gezinnen</numerusform>
            </translation>
        </message>
        <message>
            <source>First choose why you open this file.</source>
            <translation>Kies eerst waarom u dit dossier opent.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Toon</translation>
        </message>
        <message>
            <source>All families</source>
            <translation>Alle gezinnen</translation>
        </message>
        <message>
            <source>Families I lead</source>
            <translation>Gezinnen waar ik de regie heb</translation>
        </message>
        <message>
            <source>What asks attention</source>
            <translation>Wat aandacht vraagt</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::CertificateCard</name>
        <message>
            <source>Not seen yet.</source>
            <translation>Nog niet gezien.</translation>
        </message>
        <message>
            <source>This cannot be read.</source>
            <translation>Dit is niet te lezen.</translation>
        </message>
        <message>
            <source>Fingerprint (SHA-256): %1</source>
            <translation>Vingerafdruk (SHA-256): %1</translation>
        </message>
        <message>
            <source>Valid until %1.</source>
            <translation>Geldig tot %1.</translation>
        </message>
        <message numerus="yes">
            <source>Valid until %1: %n day(s) left. Tell your administrator.</source>
            <translation>
                <numerusform>Geldig tot %1: nog %n dag. Geef dit door aan uw beheerder.</numerusform>
                <numerusform>Geldig tot %1: nog %n dagen. Geef dit door aan uw beheerder.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Valid until %1: only %n day(s) left. Call your administrator now.</source>
            <translation>
                <numerusform>Geldig tot %1: nog maar %n dag. Bel nu uw beheerder.</numerusform>
                <numerusform>Geldig tot %1: nog maar %n dagen. Bel nu uw beheerder.</numerusform>
            </translation>
        </message>
        <message>
            <source>Expired on %1. Call your administrator.</source>
            <translation>Verlopen op %1. Bel uw beheerder.</translation>
        </message>
        <message>
            <source>Not valid yet. Check the clock of this computer.</source>
            <translation>Nog niet geldig. Controleer de klok van deze computer.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::CheckForm</name>
        <message>
            <source>Postcode</source>
            <translation>Postcode</translation>
        </message>
        <message>
            <source>House number</source>
            <translation>Huisnummer</translation>
        </message>
        <message>
            <source>Addition</source>
            <translation>Toevoeging</translation>
        </message>
        <message>
            <source>More details</source>
            <translation>Meer gegevens</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Vraag na</translation>
        </message>
        <message>
            <source>Surname</source>
            <translation>Achternaam</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Geboortedatum</translation>
        </message>
        <message>
            <source>Citizen number (BSN)</source>
            <translation>Burgerservicenummer (BSN)</translation>
        </message>
        <message>
            <source>For instance 9-2-1989</source>
            <translation>Bijvoorbeeld 9-2-1989</translation>
        </message>
        <message>
            <source>9 digits</source>
            <translation>9 cijfers</translation>
        </message>
        <message>
            <source>Why do you ask?</source>
            <translation>Waarom vraagt u dit na?</translation>
        </message>
        <message>
            <source>Ground: %1</source>
            <translation>Grondslag: %1</translation>
        </message>
        <message>
            <source>Fewer details</source>
            <translation>Minder gegevens</translation>
        </message>
        <message>
            <source>Fill in a postcode and a house number, or open More details.</source>
            <translation>Vul een postcode en een huisnummer in, of open Meer gegevens.</translation>
        </message>
        <message>
            <source>Fill in the surname too.</source>
            <translation>Vul ook de achternaam in.</translation>
        </message>
        <message>
            <source>Fill in the birth date too.</source>
            <translation>Vul ook de geboortedatum in.</translation>
        </message>
        <message>
            <source>First choose why you ask.</source>
            <translation>Kies eerst waarom u dit navraagt.</translation>
        </message>
        <message>
            <source>Asking…</source>
            <translation>Bezig met navragen…</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::CheckPage</name>
        <message>
            <source>Does somebody already help here?</source>
            <translation>Helpt hier al iemand?</translation>
        </message>
        <message>
            <source>We record that you ask this. The family can see it later.</source>
            <translation>Wij leggen vast dat u dit navraagt. Het gezin kan dit later zien.</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Navragen</translation>
        </message>
        <message>
            <source>Saved. Voordeur now knows that you help.</source>
            <translation>Bewaard. Bij Voordeur staat nu dat u helpt.</translation>
        </message>
        <message numerus="yes">
            <source>%n other(s) help here too.</source>
            <translation>
                <numerusform>Hier helpt ook %n ander.</numerusform>
                <numerusform>Hier helpen ook %n anderen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n match(es) still have to be confirmed by a person.</source>
            <translation>
                <numerusform>%n match moet nog door een mens bevestigd worden.</numerusform>
                <numerusform>%n matches moeten nog door een mens bevestigd worden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Line %1 of the log.</source>
            <translation>Regel %1 van het logboek.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::ConnectionPage</name>
        <message>
            <source>Network of this computer: not known.</source>
            <translation>Netwerk van deze computer: niet te zien.</translation>
        </message>
        <message>
            <source>Network of this computer: off.</source>
            <translation>Netwerk van deze computer: uit.</translation>
        </message>
        <message>
            <source>Network of this computer: on.</source>
            <translation>Netwerk van deze computer: aan.</translation>
        </message>
        <message>
            <source>Who vouches for the server</source>
            <translation>Wie staat in voor de server</translation>
        </message>
        <message>
            <source>Compare this fingerprint with your letter. It must be the same.</source>
            <translation>Vergelijk deze vingerafdruk met uw brief. Hij moet hetzelfde zijn.</translation>
        </message>
        <message>
            <source>The server</source>
            <translation>De server</translation>
        </message>
        <message>
            <source>The certificate that the server showed last.</source>
            <translation>Het certificaat dat de server het laatst liet zien.</translation>
        </message>
        <message>
            <source>This laptop</source>
            <translation>Deze laptop</translation>
        </message>
        <message>
            <source>With this the server knows your laptop.</source>
            <translation>Hiermee herkent de server uw laptop.</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Verbinding</translation>
        </message>
        <message>
            <source>Server: %1</source>
            <translation>Server: %1</translation>
        </message>
        <message>
            <source>Last answer: %1.</source>
            <translation>Laatste antwoord: %1.</translation>
        </message>
        <message>
            <source>No answer yet.</source>
            <translation>Nog geen antwoord.</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Probeer nu</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::ContactLines</name>
        <message>
            <source>Copy</source>
            <translation>Kopieer</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Gekopieerd</translation>
        </message>
        <message>
            <source>Copy the phone number</source>
            <translation>Kopieer het telefoonnummer</translation>
        </message>
        <message>
            <source>Copy the mail address</source>
            <translation>Kopieer het e-mailadres</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::DemoBar</name>
        <message>
            <source>DEMO – invented data</source>
            <translation>DEMO – verzonnen gegevens</translation>
        </message>
        <message>
            <source>Who are you in this demonstration?</source>
            <translation>Wie bent u in deze demo?</translation>
        </message>
        <message>
            <source>Demonstration</source>
            <translation>Demo</translation>
        </message>
        <message>
            <source>Fill in the passphrase</source>
            <translation>Vul de wachtzin in</translation>
        </message>
        <message>
            <source>Passphrase: %1</source>
            <translation>Wachtzin: %1</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::Dialog</name>
        <message>
            <source>Cancel</source>
            <translation>Annuleren</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::EcogramView</name>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n persoon</numerusform>
                <numerusform>%n personen</numerusform>
            </translation>
        </message>
        <message>
            <source>No lead yet</source>
            <translation>Nog geen regie</translation>
        </message>
        <message>
            <source>(stopped)</source>
            <translation>(gestopt)</translation>
        </message>
        <message>
            <source>Lead: %1 of %2</source>
            <translation>Regie: %1 van %2</translation>
        </message>
        <message>
            <source>works along</source>
            <translation>werkt mee</translation>
        </message>
        <message>
            <source>Nobody else helps.</source>
            <translation>Verder helpt niemand.</translation>
        </message>
        <message>
            <source>Also involved: %1.</source>
            <translation>Ook betrokken: %1.</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Regie</translation>
        </message>
        <message>
            <source>involved</source>
            <translation>betrokken</translation>
        </message>
        <message>
            <source>maybe, to confirm</source>
            <translation>misschien, nog te bevestigen</translation>
        </message>
        <message>
            <source>no line: stopped</source>
            <translation>geen lijn: gestopt</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::HandOverDialog</name>
        <message>
            <source>Ask somebody to lead</source>
            <translation>Vraag iemand om de regie</translation>
        </message>
        <message>
            <source>Hand over the lead</source>
            <translation>Regie overdragen</translation>
        </message>
        <message>
            <source>Ask for the lead</source>
            <translation>Vraag om de regie</translation>
        </message>
        <message>
            <source>People who may lead</source>
            <translation>Mensen die de regie mogen voeren</translation>
        </message>
        <message>
            <source>Search by name or team</source>
            <translation>Zoek op naam of team</translation>
        </message>
        <message>
            <source>Nobody found. Change what you search for.</source>
            <translation>Niemand gevonden. Pas aan waarop u zoekt.</translation>
        </message>
        <message>
            <source>You ask %1 to take the lead. You keep the lead until %1 says yes.</source>
            <translation>U vraagt %1 om de regie over te nemen. U houdt de regie tot %1 ja zegt.</translation>
        </message>
        <message>
            <source>You ask %1 to take the lead. The lead does not change until %1 says yes.</source>
            <translation>U vraagt %1 om de regie over te nemen. De regie verandert niet tot %1 ja zegt.</translation>
        </message>
        <message>
            <source>You ask %1 to take the lead. There is no lead until %1 says yes.</source>
            <translation>U vraagt %1 om de regie. Er is geen regisseur tot %1 ja zegt.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::HelpPage</name>
        <message>
            <source>Keys</source>
            <translation>Toetsen</translation>
        </message>
        <message>
            <source>Choose from the list at the left</source>
            <translation>Kies uit de lijst links</translation>
        </message>
        <message>
            <source>Whoever steals the server, its backups and its keys learns no case content and no citizen number, unless keys of a present or former member are obtained too.</source>
            <translation>Iemand steelt de server, de back-ups en de sleutels van de server. Die leert geen inhoud van dossiers en geen burgerservicenummer. Dat is anders als ook sleutels van een huidig of vroeger lid zijn verkregen.</translation>
        </message>
        <message>
            <source>Given honest client software, a misbehaving server can refuse, delay, show an outdated state or answer a check falsely, but cannot read, alter or add a reader.</source>
            <translation>Dit geldt met eerlijke software op uw laptop. Een server die zich misdraagt, kan weigeren, vertragen of een oude stand tonen. Hij kan ook een navraag onwaar beantwoorden. Hij kan niet lezen, niets veranderen en geen lezer toevoegen.</translation>
        </message>
        <message>
            <source>False answers and removed accesses show in the privacy officer's check once log heads are compared outside the server.</source>
            <translation>Onware antwoorden en weggehaalde inzagen vallen op bij de controle van de privacyfunctionaris. Dat geldt zodra de koppen van het logboek buiten de server zijn vergeleken.</translation>
        </message>
        <message>
            <source>The first delivery to a device is logged; reading again on that device is not, unless it reports it.</source>
            <translation>De eerste levering aan een apparaat komt in het logboek. Opnieuw lezen op dat apparaat niet, tenzij het apparaat dat doorgeeft.</translation>
        </message>
        <message>
            <source>An unlogged delivery needs a key holder plus the server or its data.</source>
            <translation>Een levering zonder logregel vraagt een sleutelhouder plus de server of zijn gegevens.</translation>
        </message>
        <message>
            <source>What the server does see is listed in docs/threat-model.md.</source>
            <translation>Wat de server wel ziet, staat in docs/threat-model.md.</translation>
        </message>
        <message>
            <source>What Voordeur protects, and what not</source>
            <translation>Wat Voordeur beschermt, en wat niet</translation>
        </message>
        <message>
            <source>Is something wrong?</source>
            <translation>Gaat er iets mis?</translation>
        </message>
        <message>
            <source>Call your own help desk or administrator first.</source>
            <translation>Bel eerst uw eigen helpdesk of beheerder.</translation>
        </message>
        <message>
            <source>Is there a code in small print, such as VD-183? Tell it to the help desk.</source>
            <translation>Staat er een code in kleine letters, zoals VD-183? Geef die aan de helpdesk.</translation>
        </message>
        <message>
            <source>Never tell anybody your passphrase, not even the help desk.</source>
            <translation>Geef uw wachtzin nooit aan iemand, ook niet aan de helpdesk.</translation>
        </message>
        <message>
            <source>Is it urgent for a family? Call the contact on your phone list.</source>
            <translation>Is het dringend voor een gezin? Bel de contactpersoon op uw telefoonlijst.</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Over</translation>
        </message>
        <message>
            <source>Voordeur, version %1</source>
            <translation>Voordeur, versie %1</translation>
        </message>
        <message>
            <source>Works with keyboard and screen reader. What was tested stands in docs/accessibility.md.</source>
            <translation>Werkt met toetsenbord en schermlezer. Wat getest is, staat in docs/accessibility.md.</translation>
        </message>
        <message>
            <source>Help and keys</source>
            <translation>Hulp en toetsen</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hulp</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::HelpersModel</name>
        <message>
            <source>leads</source>
            <translation>heeft de regie</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Regie</translation>
        </message>
        <message>
            <source>to confirm</source>
            <translation>te bevestigen</translation>
        </message>
        <message>
            <source>Who helps</source>
            <translation>Wie helpt</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::HelpersTab</name>
        <message>
            <source>Leads, and can read and write the shared part.</source>
            <translation>Heeft de regie en kan het gedeelde deel lezen en schrijven.</translation>
        </message>
        <message>
            <source>Sees nothing. First somebody has to confirm the match.</source>
            <translation>Ziet niets. Eerst moet iemand de match bevestigen.</translation>
        </message>
        <message>
            <source>Can open nothing any more.</source>
            <translation>Kan niets meer openen.</translation>
        </message>
        <message>
            <source>Can read the shared part.</source>
            <translation>Kan het gedeelde deel lezen.</translation>
        </message>
        <message>
            <source>Sees no file, only that others help.</source>
            <translation>Ziet geen dossier, alleen dat anderen helpen.</translation>
        </message>
        <message>
            <source>Who helps</source>
            <translation>Wie helpt</translation>
        </message>
        <message>
            <source>Give access to the shared part</source>
            <translation>Geef toegang tot het gedeelde deel</translation>
        </message>
        <message>
            <source>Does %1 help the same family?</source>
            <translation>Helpt %1 hetzelfde gezin?</translation>
        </message>
        <message>
            <source>%1 helps at this address or name. Life domain: %2. %3.</source>
            <translation>%1 helpt op dit adres of bij deze naam. Leefgebied: %2. %3.</translation>
        </message>
        <message>
            <source>Yes, the same family</source>
            <translation>Ja, hetzelfde gezin</translation>
        </message>
        <message>
            <source>No, a mistake</source>
            <translation>Nee, ten onrechte</translation>
        </message>
        <message>
            <source>%1 does not belong with family %2? Then they no longer find each other here.</source>
            <translation>Hoort %1 niet bij gezin %2? Dan vinden zij elkaar hier niet meer.</translation>
        </message>
        <message>
            <source>Part them</source>
            <translation>Haal uit elkaar</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Ga terug</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::HistoryModel</name>
        <message>
            <source>Lead</source>
            <translation>Regisseur</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisatie</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wanneer</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::HistoryTab</name>
        <message>
            <source>The lead through time</source>
            <translation>Regie door de tijd</translation>
        </message>
        <message>
            <source>Voordeur can prove who led on each day.</source>
            <translation>Voordeur kan bewijzen wie op welke dag de regie had.</translation>
        </message>
        <message>
            <source>This family never had a lead.</source>
            <translation>Dit gezin had nog nooit een regisseur.</translation>
        </message>
        <message>
            <source>Ask somebody to take the lead.</source>
            <translation>Vraag iemand om de regie.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::HouseholdHeader</name>
        <message>
            <source>There is no address in this file.</source>
            <translation>Er staat geen adres in dit dossier.</translation>
        </message>
        <message>
            <source>Yes, I take the lead</source>
            <translation>Ja, ik neem over</translation>
        </message>
        <message>
            <source>No, and I explain why</source>
            <translation>Nee, en ik leg uit waarom</translation>
        </message>
        <message>
            <source>You see the part that is shared with you.</source>
            <translation>U ziet het deel dat met u is gedeeld.</translation>
        </message>
        <message>
            <source>Hand over the lead</source>
            <translation>Regie overdragen</translation>
        </message>
        <message>
            <source>Withdraw the request</source>
            <translation>Trek de vraag in</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adres</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Regie</translation>
        </message>
        <message>
            <source>Life domains: %1</source>
            <translation>Leefgebieden: %1</translation>
        </message>
        <message>
            <source>Ask somebody to lead</source>
            <translation>Vraag iemand om de regie</translation>
        </message>
        <message>
            <source>This family has no lead yet.</source>
            <translation>Dit gezin heeft nog geen regisseur.</translation>
        </message>
        <message>
            <source>You lead</source>
            <translation>U heeft de regie</translation>
        </message>
        <message>
            <source>Since %1</source>
            <translation>Sinds %1</translation>
        </message>
        <message>
            <source>%1 asks you to take the lead for family %2.</source>
            <translation>%1 vraagt u om de regie voor gezin %2.</translation>
        </message>
        <message>
            <source>%1 asked %2 to take the lead.</source>
            <translation>%1 vroeg %2 om de regie.</translation>
        </message>
        <message>
            <source>You asked %1 on %2. You keep the lead until %1 says yes.</source>
            <translation>U vroeg %1 op %2. U houdt de regie tot %1 ja zegt.</translation>
        </message>
        <message>
            <source>You asked %1 on %2. %1 has not answered yet.</source>
            <translation>U vroeg %1 op %2. %1 heeft nog niet geantwoord.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::HouseholdPage</name>
        <message>
            <source>Parts of this file</source>
            <translation>Delen van dit dossier</translation>
        </message>
        <message>
            <source>Who helps?</source>
            <translation>Wie is erbij?</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notities</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Leden</translation>
        </message>
        <message>
            <source>Lead through time</source>
            <translation>Regie door de tijd</translation>
        </message>
        <message>
            <source>Who viewed this file?</source>
            <translation>Wie bekeek dit dossier?</translation>
        </message>
        <message>
            <source>You lead this family now.</source>
            <translation>U heeft nu de regie voor dit gezin.</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Gezin</translation>
        </message>
        <message>
            <source>Opening the file</source>
            <translation>Het dossier gaat open</translation>
        </message>
        <message>
            <source>Asked. Voordeur shows the answer here.</source>
            <translation>Gevraagd. Het antwoord ziet u hier.</translation>
        </message>
        <message>
            <source>%1 This page could not be read again: it shows how it was before.</source>
            <translation>%1 Deze pagina kon niet opnieuw worden gelezen: u ziet hoe het was.</translation>
        </message>
        <message>
            <source>Sent, but your reason could not be noted. Call %1.</source>
            <translation>Verstuurd, maar uw uitleg staat niet in het dossier. Bel %1.</translation>
        </message>
        <message>
            <source>Sent. The lead has not changed.</source>
            <translation>Verstuurd. De regie is niet veranderd.</translation>
        </message>
        <message>
            <source>Withdrawn. The lead has not changed.</source>
            <translation>Ingetrokken. De regie is niet veranderd.</translation>
        </message>
        <message>
            <source>Confirmed: the same family.</source>
            <translation>Bevestigd: hetzelfde gezin.</translation>
        </message>
        <message>
            <source>Parted. They are no longer listed together.</source>
            <translation>Uit elkaar gehaald. Zij staan niet meer bij elkaar.</translation>
        </message>
        <message>
            <source>%1 can then read the shared part of this file. Share it?</source>
            <translation>%1 kan het gedeelde deel van dit dossier straks lezen. Delen?</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Delen</translation>
        </message>
        <message>
            <source>Do not share</source>
            <translation>Niet delen</translation>
        </message>
        <message>
            <source>%1 can read the shared part now.</source>
            <translation>%1 kan het gedeelde deel nu lezen.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::InvolvementDialog</name>
        <message>
            <source>Let know that we help</source>
            <translation>Laat weten dat wij helpen</translation>
        </message>
        <message>
            <source>Let know</source>
            <translation>Laat weten</translation>
        </message>
        <message>
            <source>What do you help with?</source>
            <translation>Waarmee helpt u?</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Vanaf</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Tot</translation>
        </message>
        <message>
            <source>Others see that you help and how to reach you. They never see why.</source>
            <translation>Anderen zien dat u helpt en hoe zij u bereiken. Zij zien nooit waarom.</translation>
        </message>
        <message>
            <source>Choose a life domain</source>
            <translation>Kies een leefgebied</translation>
        </message>
        <message>
            <source>Empty: today</source>
            <translation>Leeg: vandaag</translation>
        </message>
        <message>
            <source>Empty: one year later</source>
            <translation>Leeg: een jaar later</translation>
        </message>
        <message>
            <source>First name (not required)</source>
            <translation>Voornaam (niet verplicht)</translation>
        </message>
        <message>
            <source>Helps to tell members of the family apart.</source>
            <translation>Zo houdt u leden van het gezin uit elkaar.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::LogPage</name>
        <message>
            <source>Check the log</source>
            <translation>Controleer logboek</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>Save the proof</source>
            <translation>Bewijs opslaan</translation>
        </message>
        <message>
            <source>Proof for an auditor</source>
            <translation>Bewijs voor een auditor</translation>
        </message>
        <message>
            <source>Voordeur saves the log in one file. An auditor can check it without a connection. It holds no content of files.</source>
            <translation>Voordeur bewaart het logboek in één bestand. Een auditor kan het controleren zonder verbinding. Er staat geen inhoud van dossiers in.</translation>
        </message>
        <message>
            <source>Is the log complete and unchanged?</source>
            <translation>Is het logboek compleet en onveranderd?</translation>
        </message>
        <message>
            <source>This laptop computes the whole log again, and checks each signature and rule.</source>
            <translation>Deze laptop rekent het hele logboek na. Elke handtekening en elke regel wordt gecontroleerd.</translation>
        </message>
        <message>
            <source>Lines checked</source>
            <translation>Gecontroleerde regels</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Logboek</translation>
        </message>
        <message>
            <source>Stopped. Nothing was decided about the log.</source>
            <translation>Gestopt. Over het logboek is nu niets te zeggen.</translation>
        </message>
        <message>
            <source>Fetching the log…</source>
            <translation>Het logboek wordt opgehaald…</translation>
        </message>
        <message>
            <source>%1 of %2 lines checked</source>
            <translation>%1 van %2 regels gecontroleerd</translation>
        </message>
        <message>
            <source>voordeur-log-%1.proof</source>
            <translation>voordeur-logboek-%1.proof</translation>
        </message>
        <message>
            <source>Saved in %1.</source>
            <translation>Opgeslagen in %1.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::LogResult</name>
        <message>
            <source>Attention: the log is not right from line %1 on.</source>
            <translation>Let op: het logboek klopt niet vanaf regel %1.</translation>
        </message>
        <message>
            <source>Change nothing. Save the proof and show it to an auditor.</source>
            <translation>Verander niets. Sla het bewijs op en laat het aan een auditor zien.</translation>
        </message>
        <message>
            <source>The log is right. %1 lines checked. Nothing was removed or changed.</source>
            <translation>Het logboek klopt. %1 regels gecontroleerd. Niets is weggehaald of veranderd.</translation>
        </message>
        <message>
            <source>This holds up to line %1. You keep that checkpoint outside the server.</source>
            <translation>Dit geldt tot en met regel %1. Dat controlepunt bewaart u buiten de server.</translation>
        </message>
        <message>
            <source>Nothing was changed between line 1 and %1.</source>
            <translation>Niets is veranderd tussen regel 1 en %1.</translation>
        </message>
        <message>
            <source>There was no checkpoint from outside the server to compare with. This check cannot show lines that were removed at the end.</source>
            <translation>Er was geen controlepunt van buiten de server om mee te vergelijken. Weggehaalde regels aan het einde ziet deze controle niet.</translation>
        </message>
        <message>
            <source>What the check found</source>
            <translation>Wat de controle vond</translation>
        </message>
        <message>
            <source>%1 lines, %2 signed requests, %3 families. Checked on %4.</source>
            <translation>%1 regels, %2 ondertekende vragen, %3 gezinnen. Gecontroleerd op %4.</translation>
        </message>
        <message>
            <source>Code of the log: %1</source>
            <translation>Code van het logboek: %1</translation>
        </message>
        <message>
            <source>Put back from a copy at line %1. Lost: %2 lines after line %3.</source>
            <translation>Hersteld uit een kopie bij regel %1. Verloren: %2 regels na regel %3.</translation>
        </message>
        <message>
            <source>A checkpoint of %1 lines lies in what was lost. Nobody can compare it any more.</source>
            <translation>Een controlepunt van %1 regels ligt in het verloren stuk. Niemand kan het nog vergelijken.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::LooksModel</name>
        <message>
            <source>refused</source>
            <translation>geweigerd</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wanneer</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Wie</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Wat</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Waarom</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::LooksTab</name>
        <message>
            <source>Who viewed this file?</source>
            <translation>Wie bekeek dit dossier?</translation>
        </message>
        <message>
            <source>Reading the log of this family</source>
            <translation>Het logboek van dit gezin wordt gelezen</translation>
        </message>
        <message>
            <source>These are all lines about this family, up to line %1 of the log.</source>
            <translation>Dit zijn alle regels over dit gezin, tot en met regel %1 van het logboek.</translation>
        </message>
        <message>
            <source>Nobody has viewed this file yet.</source>
            <translation>Nog niemand bekeek dit dossier.</translation>
        </message>
        <message>
            <source>Each look appears here by itself.</source>
            <translation>Elke keer dat iemand kijkt, staat hier vanzelf.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::MainWindow</name>
        <message numerus="yes">
            <source>%n note(s) have not been saved. Closing throws them away.</source>
            <translation>
                <numerusform>%n notitie is nog niet bewaard. Als u sluit, is die weg.</numerusform>
                <numerusform>%n notities zijn nog niet bewaard. Als u sluit, zijn die weg.</numerusform>
            </translation>
        </message>
        <message>
            <source>Close and throw away</source>
            <translation>Sluit en gooi weg</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Ga terug</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::MembersModel</name>
        <message numerus="yes">
            <source>%1 (%n years)</source>
            <translation>
                <numerusform>%1 (%n jaar)</numerusform>
                <numerusform>%1 (%n jaar)</numerusform>
            </translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Naam</translation>
        </message>
        <message>
            <source>Role in the family</source>
            <translation>Rol in het gezin</translation>
        </message>
        <message>
            <source>Born</source>
            <translation>Geboren</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefoon</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::MembersTab</name>
        <message>
            <source>Members of the family</source>
            <translation>Leden van het gezin</translation>
        </message>
        <message>
            <source>The citizen numbers are in the file. Voordeur never shows them.</source>
            <translation>De burgerservicenummers staan in het dossier. Voordeur toont ze nooit.</translation>
        </message>
        <message>
            <source>No members can be seen here.</source>
            <translation>Hier zijn geen leden te zien.</translation>
        </message>
        <message>
            <source>Ask the lead if you need this.</source>
            <translation>Vraag de regisseur als u dit nodig heeft.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::NavBar</name>
        <message>
            <source>My families</source>
            <translation>Mijn gezinnen</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Navragen</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Logboek</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wachten</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Verbinding</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Instellingen</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hulp</translation>
        </message>
        <message>
            <source>Navigation</source>
            <translation>Navigatie</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::NotesModel</name>
        <message>
            <source>shared</source>
            <translation>gedeeld</translation>
        </message>
        <message>
            <source>only your team</source>
            <translation>alleen uw team</translation>
        </message>
        <message>
            <source>only their team</source>
            <translation>alleen hun team</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notities</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::NotesTab</name>
        <message>
            <source>Notes</source>
            <translation>Notities</translation>
        </message>
        <message>
            <source>You can read here, not write.</source>
            <translation>U kunt hier lezen, niet schrijven.</translation>
        </message>
        <message>
            <source>Not saved yet.</source>
            <translation>Nog niet bewaard.</translation>
        </message>
        <message>
            <source>New note</source>
            <translation>Nieuwe notitie</translation>
        </message>
        <message>
            <source>Whom do you share this with?</source>
            <translation>Met wie deelt u dit?</translation>
        </message>
        <message>
            <source>Only your team</source>
            <translation>Alleen uw team</translation>
        </message>
        <message>
            <source>Everybody with access to this family</source>
            <translation>Iedereen met toegang tot dit gezin</translation>
        </message>
        <message>
            <source>Save note</source>
            <translation>Bewaar notitie</translation>
        </message>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Ctrl+Enter</translation>
        </message>
        <message>
            <source>There are no notes yet.</source>
            <translation>Er zijn nog geen notities.</translation>
        </message>
        <message>
            <source>What you write here, only your team sees, unless you share it.</source>
            <translation>Wat u hier schrijft, ziet alleen uw team. Behalve als u het deelt.</translation>
        </message>
        <message>
            <source>Save this note now: there are too many drafts.</source>
            <translation>Bewaar deze notitie nu: er zijn te veel concepten.</translation>
        </message>
        <message>
            <source>First write something.</source>
            <translation>Schrijf eerst iets op.</translation>
        </message>
        <message>
            <source>Everybody with access to this family can read this note. Share it?</source>
            <translation>Iedereen met toegang tot dit gezin kan deze notitie straks lezen. Delen?</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Delen</translation>
        </message>
        <message>
            <source>Do not share</source>
            <translation>Niet delen</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Bezig met bewaren…</translation>
        </message>
        <message>
            <source>Not saved yet. Your text is still here.</source>
            <translation>Nog niet bewaard. Uw tekst staat er nog.</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>Bewaard.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::PeopleModel</name>
        <message>
            <source>Person</source>
            <translation>Persoon</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::ProblemsModel</name>
        <message>
            <source>Line %1</source>
            <translation>Regel %1</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Regel</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Wat er niet klopt</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Code</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::RefuseDialog</name>
        <message>
            <source>You do not take the lead</source>
            <translation>U neemt de regie niet over</translation>
        </message>
        <message>
            <source>Send this answer</source>
            <translation>Stuur dit antwoord</translation>
        </message>
        <message>
            <source>Why not?</source>
            <translation>Waarom niet?</translation>
        </message>
        <message>
            <source>This becomes a note in the file, so that %1 can read it.</source>
            <translation>Dit wordt een notitie in het dossier. Zo kan %1 het lezen.</translation>
        </message>
        <message>
            <source>I do not take the lead: %1</source>
            <translation>Ik neem de regie niet over: %1</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::SettingsPage</name>
        <message>
            <source>Language</source>
            <translation>Taal</translation>
        </message>
        <message>
            <source>Changes at once. What you typed in a note stays.</source>
            <translation>Verandert meteen. Wat u in een notitie typte, blijft staan.</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Kleuren</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Licht</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Donker</translation>
        </message>
        <message>
            <source>Like my computer</source>
            <translation>Zoals mijn computer</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Gewoon</translation>
        </message>
        <message>
            <source>Large (125%)</source>
            <translation>Groot (125%)</translation>
        </message>
        <message>
            <source>Larger (150%)</source>
            <translation>Groter (150%)</translation>
        </message>
        <message>
            <source>Largest (200%)</source>
            <translation>Grootst (200%)</translation>
        </message>
        <message>
            <source>Size of text</source>
            <translation>Grootte van de tekst</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minuut</numerusform>
                <numerusform>%n minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>Lock when nobody is there</source>
            <translation>Op slot als er niemand is</translation>
        </message>
        <message>
            <source>Voordeur also locks when your screen locks or your laptop sleeps.</source>
            <translation>Voordeur gaat ook op slot als uw scherm vergrendelt of uw laptop slaapt.</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Instellingen</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::Shell</name>
        <message>
            <source>Back</source>
            <translation>Terug</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hulp</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Vergrendelen</translation>
        </message>
        <message>
            <source>Go on working</source>
            <translation>Blijf werken</translation>
        </message>
        <message numerus="yes">
            <source>Voordeur locks in %n second(s). Your work is kept.</source>
            <translation>
                <numerusform>Voordeur gaat over %n seconde op slot. Uw werk is bewaard.</numerusform>
                <numerusform>Voordeur gaat over %n seconden op slot. Uw werk is bewaard.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>This laptop can use Voordeur for %n more day(s). Tell your administrator.</source>
            <translation>
                <numerusform>Deze laptop kan nog %n dag werken met Voordeur. Geef dit door aan uw beheerder.</numerusform>
                <numerusform>Deze laptop kan nog %n dagen werken met Voordeur. Geef dit door aan uw beheerder.</numerusform>
            </translation>
        </message>
        <message>
            <source>Look at the connection</source>
            <translation>Bekijk verbinding</translation>
        </message>
        <message>
            <source>The server was put back from a copy. Lost lines: %1, written between %2 and %3. Look at what you did then.</source>
            <translation>De server is hersteld uit een kopie. Verloren regels: %1, geschreven tussen %2 en %3. Kijk na wat u toen deed.</translation>
        </message>
        <message numerus="yes">
            <source>%n unconfirmed action(s) went too. Do them again.</source>
            <translation>
                <numerusform>Ook %n niet bevestigde handeling ging verloren. Doe die opnieuw.</numerusform>
                <numerusform>Ook %n niet bevestigde handelingen gingen verloren. Doe die opnieuw.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n action(s) got no answer yet. Voordeur keeps them and sends them again when you unlock. Do not do them a second time.</source>
            <translation>
                <numerusform>%n handeling kreeg nog geen antwoord. Voordeur bewaart die en stuurt die opnieuw als u ontgrendelt. Doe die niet nog een keer.</numerusform>
                <numerusform>%n handelingen kregen nog geen antwoord. Voordeur bewaart ze en stuurt ze opnieuw als u ontgrendelt. Doe ze niet nog een keer.</numerusform>
            </translation>
        </message>
        <message>
            <source>Look at them</source>
            <translation>Bekijken</translation>
        </message>
        <message numerus="yes">
            <source>%n action(s) were not done, or that is not certain. Look at them.</source>
            <translation>
                <numerusform>%n handeling is niet gedaan, of dat is niet zeker. Bekijk die.</numerusform>
                <numerusform>%n handelingen zijn niet gedaan, of dat is niet zeker. Bekijk ze.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::StateStack</name>
        <message>
            <source>Try again</source>
            <translation>Probeer opnieuw</translation>
        </message>
        <message>
            <source>One moment please.</source>
            <translation>Een ogenblik.</translation>
        </message>
        <message>
            <source>Code: %1</source>
            <translation>Code: %1</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::StatusStrip</name>
        <message>
            <source>Last answer %1</source>
            <translation>Laatste antwoord %1</translation>
        </message>
        <message numerus="yes">
            <source>Locks in %n minute(s)</source>
            <translation>
                <numerusform>Gaat over %n minuut op slot</numerusform>
                <numerusform>Gaat over %n minuten op slot</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Locks in %n second(s)</source>
            <translation>
                <numerusform>Gaat over %n seconde op slot</numerusform>
                <numerusform>Gaat over %n seconden op slot</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::UnlockPage</name>
        <message>
            <source>Passphrase</source>
            <translation>Wachtzin</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Toon</translation>
        </message>
        <message>
            <source>Open Voordeur</source>
            <translation>Open Voordeur</translation>
        </message>
        <message>
            <source>Opening</source>
            <translation>Openen</translation>
        </message>
        <message>
            <source>Forgot your passphrase? Use your recovery sheet, or ask your administrator for help.</source>
            <translation>Wachtzin vergeten? Gebruik uw herstelblad of vraag uw beheerder om hulp.</translation>
        </message>
        <message>
            <source>Shows the passphrase to whoever sees this screen.</source>
            <translation>Toont de wachtzin aan wie dit scherm ziet.</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Verberg</translation>
        </message>
        <message>
            <source>Voordeur is locked.</source>
            <translation>Voordeur is vergrendeld.</translation>
        </message>
        <message>
            <source>Welcome back.</source>
            <translation>Welkom terug.</translation>
        </message>
        <message>
            <source>Fill in your passphrase to go on.</source>
            <translation>Vul uw wachtzin in om verder te gaan.</translation>
        </message>
        <message numerus="yes">
            <source>%n draft(s) wait for you until you close Voordeur.</source>
            <translation>
                <numerusform>Uw concept wacht op u tot u Voordeur sluit.</numerusform>
                <numerusform>%n concepten wachten op u tot u Voordeur sluit.</numerusform>
            </translation>
        </message>
        <message>
            <source>Fill in your passphrase.</source>
            <translation>Vul uw wachtzin in.</translation>
        </message>
        <message>
            <source>Opening. This takes a few seconds, on purpose.</source>
            <translation>Voordeur gaat open. Dat duurt met opzet een paar seconden.</translation>
        </message>
        <message numerus="yes">
            <source>You can try again in %n second(s).</source>
            <translation>
                <numerusform>U kunt het over %n seconde opnieuw proberen.</numerusform>
                <numerusform>U kunt het over %n seconden opnieuw proberen.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::UnreadableCard</name>
        <message>
            <source>What could not be read</source>
            <translation>Wat niet gelezen kon worden</translation>
        </message>
        <message>
            <source>Everything else of this file is right and stands below.</source>
            <translation>Al het andere van dit dossier klopt en staat hieronder.</translation>
        </message>
        <message numerus="yes">
            <source>%n part(s) of this file could not be read.</source>
            <translation>
                <numerusform>%n deel van dit dossier kon niet gelezen worden.</numerusform>
                <numerusform>%n delen van dit dossier konden niet gelezen worden.</numerusform>
            </translation>
        </message>
        <message>
            <source>A key of this file is not right.</source>
            <translation>Een sleutel van dit dossier klopt niet.</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::UnreadableModel</name>
        <message>
            <source>somebody unknown</source>
            <translation>een onbekende</translation>
        </message>
        <message>
            <source>It was saved in a way that nobody can read.</source>
            <translation>Het is zo bewaard dat niemand het kan lezen.</translation>
        </message>
        <message>
            <source>This laptop has no key to it.</source>
            <translation>Deze laptop heeft er geen sleutel van.</translation>
        </message>
        <message>
            <source>Ask %1 to write it again.</source>
            <translation>Vraag %1 om het opnieuw te schrijven.</translation>
        </message>
        <message>
            <source>Ask the lead, or %1, what was in it.</source>
            <translation>Vraag de regisseur of %1 wat erin stond.</translation>
        </message>
        <message>
            <source>The family's name, address and life domains.</source>
            <translation>Naam, adres en leefgebieden van het gezin.</translation>
        </message>
        <message>
            <source>One part of this file.</source>
            <translation>Eén deel van dit dossier.</translation>
        </message>
        <message numerus="yes">
            <source>It was saved %n time(s).</source>
            <translation>
                <numerusform>Het is %n keer bewaard.</numerusform>
                <numerusform>Het is %n keer bewaard.</numerusform>
            </translation>
        </message>
        <message>
            <source>The key that %1 made for your team on %2 is wrong.</source>
            <translation>De sleutel die %1 op %2 voor uw team maakte, klopt niet.</translation>
        </message>
        <message>
            <source>The key that %1 made for your team is wrong.</source>
            <translation>De sleutel die %1 voor uw team maakte, klopt niet.</translation>
        </message>
        <message>
            <source>The key that %1 made on %2 does not open the older parts.</source>
            <translation>De sleutel die %1 op %2 maakte, opent de oudere delen niet.</translation>
        </message>
        <message>
            <source>The key that %1 made does not open the older parts.</source>
            <translation>De sleutel die %1 maakte, opent de oudere delen niet.</translation>
        </message>
        <message>
            <source>%1 could not add the older key on %2.</source>
            <translation>%1 kon op %2 de oudere sleutel niet meegeven.</translation>
        </message>
        <message>
            <source>%1 could not add the older key.</source>
            <translation>%1 kon de oudere sleutel niet meegeven.</translation>
        </message>
        <message>
            <source>It mends itself once somebody with the older key saves something here.</source>
            <translation>Dit herstelt vanzelf zodra iemand met de oudere sleutel hier iets bewaart.</translation>
        </message>
        <message>
            <source>Ask %1 what happened.</source>
            <translation>Vraag %1 wat er gebeurde.</translation>
        </message>
        <message>
            <source>shared</source>
            <translation>gedeeld</translation>
        </message>
        <message>
            <source>only your organisation</source>
            <translation>alleen uw organisatie</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::UnsettledDialog</name>
        <message>
            <source>What was not confirmed</source>
            <translation>Wat niet is bevestigd</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Sluiten</translation>
        </message>
        <message>
            <source>You %1</source>
            <translation>U %1</translation>
        </message>
        <message>
            <source>%1: you %2</source>
            <translation>%1: u %2</translation>
        </message>
        <message>
            <source>What you wrote: %1</source>
            <translation>Wat u schreef: %1</translation>
        </message>
        <message>
            <source>I know this, take it off the list</source>
            <translation>Ik weet dit, haal het van de lijst</translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::WaitingPage</name>
        <message>
            <source>Your administrator may ask for the code of this laptop:</source>
            <translation>Uw beheerder kan vragen naar de code van deze laptop:</translation>
        </message>
        <message>
            <source>Lock and try again</source>
            <translation>Vergrendel en probeer opnieuw</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wachten</translation>
        </message>
    </context>
</TS>
