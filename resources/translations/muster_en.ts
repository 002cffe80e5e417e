<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>muster::AllRunsPane</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditTexts</name>
    <message numerus="yes">
        <source>%1, %2 times</source>
        <translation>
            <numerusform>%1, %2 time</numerusform>
            <numerusform>%1, %2 times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pages written</source>
        <translation>
            <numerusform>%1 page written</numerusform>
            <numerusform>%1 pages written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 batches of contacts answered</source>
        <translation>
            <numerusform>%1 batch of contacts answered</numerusform>
            <numerusform>%1 batches of contacts answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 transcripts extracted</source>
        <translation>
            <numerusform>%1 transcript extracted</numerusform>
            <numerusform>%1 transcripts extracted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CanvasPainter</name>
    <message numerus="yes">
        <source>%n box(es) inside</source>
        <translation>
            <numerusform>%n box inside</numerusform>
            <numerusform>%n boxes inside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactTexts</name>
    <message numerus="yes">
        <source>%1 other contacts have this number, and the rule cannot tell which one to keep.</source>
        <translation>
            <numerusform>%1 other contact has this number, and the rule cannot tell which one to keep.</numerusform>
            <numerusform>%1 other contacts have this number, and the rule cannot tell which one to keep.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 other contacts have this number. Of all, this one is kept.</source>
        <translation>
            <numerusform>%1 other contact has this number. Of both, this one is kept.</numerusform>
            <numerusform>%1 other contacts have this number. Of all, this one is kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 other contacts have this number. This one is kept of them:</source>
        <translation>
            <numerusform>%1 other contact has this number. This one is kept:</numerusform>
            <numerusform>%1 other contacts have this number. This one is kept of them:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CriteriaStepWords</name>
    <message numerus="yes">
        <source>Duplicate %n item(s)</source>
        <translation>
            <numerusform>Duplicate %n item</numerusform>
            <numerusform>Duplicate %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n item(s)</source>
        <translation>
            <numerusform>Move %n item</numerusform>
            <numerusform>Move %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n item(s)</source>
        <translation>
            <numerusform>Copy %n item</numerusform>
            <numerusform>Copy %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lock %n item(s)</source>
        <translation>
            <numerusform>Lock %n item</numerusform>
            <numerusform>Lock %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unlock %n item(s)</source>
        <translation>
            <numerusform>Unlock %n item</numerusform>
            <numerusform>Unlock %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mute %n item(s)</source>
        <translation>
            <numerusform>Mute %n item</numerusform>
            <numerusform>Mute %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unmute %n item(s)</source>
        <translation>
            <numerusform>Unmute %n item</numerusform>
            <numerusform>Unmute %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Collapse %n group(s)</source>
        <translation>
            <numerusform>Collapse %n group</numerusform>
            <numerusform>Collapse %n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Expand %n group(s)</source>
        <translation>
            <numerusform>Expand %n group</numerusform>
            <numerusform>Expand %n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paste %n item(s)</source>
        <translation>
            <numerusform>Paste %n item</numerusform>
            <numerusform>Paste %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CriteriaWords</name>
    <message numerus="yes">
        <source>%1: ALL of %n member(s)</source>
        <translation>
            <numerusform>%1: ALL of %n member</numerusform>
            <numerusform>%1: ALL of %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: ANY of %n member(s)</source>
        <translation>
            <numerusform>%1: ANY of %n member</numerusform>
            <numerusform>%1: ANY of %n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnrichTexts</name>
    <message numerus="yes">
        <source>%1 batches of at most %2 contacts, about %3. The campaign %4 allows %5 ms for each.</source>
        <translation>
            <numerusform>%1 batch of at most %2 contacts, about %3. The campaign %4 allows %5 ms for it.</numerusform>
            <numerusform>%1 batches of at most %2 contacts, about %3. The campaign %4 allows %5 ms for each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 steps</source>
        <extracomment>%1 is where a value comes from, %2 how many steps change it on its way.</extracomment>
        <translation>
            <numerusform>%1, %2 step</numerusform>
            <numerusform>%1, %2 steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of the first %2 rows give a value.</source>
        <translation>
            <numerusform>%1 of the first %2 rows gives a value.</numerusform>
            <numerusform>%1 of the first %2 rows give a value.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells are empty.</source>
        <translation>
            <numerusform>%1 cell is empty.</numerusform>
            <numerusform>%1 cells are empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells stand for nothing.</source>
        <translation>
            <numerusform>%1 cell stands for nothing.</numerusform>
            <numerusform>%1 cells stand for nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells do not fit.</source>
        <translation>
            <numerusform>%1 cell does not fit.</numerusform>
            <numerusform>%1 cells do not fit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The values are uploaded in files of at most %1 contacts.</source>
        <translation>
            <numerusform>The values are uploaded in files of at most %1 contact.</numerusform>
            <numerusform>The values are uploaded in files of at most %1 contacts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 files are uploaded one after another; a few contacts go ahead. The list is read before and after each; how long the server takes for one it does not say.</source>
        <translation>
            <numerusform>%1 file is uploaded; a few contacts go ahead. The list is read before and after each; how long the server takes for one it does not say.</numerusform>
            <numerusform>%1 files are uploaded one after another; a few contacts go ahead. The list is read before and after each; how long the server takes for one it does not say.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportTexts</name>
    <message numerus="yes">
        <source>The records of each page go to %1: contact id and %2 attributes of every person in the file. You named that receiver for them; the history says so.</source>
        <translation>
            <numerusform>The records of each page go to %1: contact id and %2 attribute of every person in the file. You named that receiver for them; the history says so.</numerusform>
            <numerusform>The records of each page go to %1: contact id and %2 attributes of every person in the file. You named that receiver for them; the history says so.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 days, one after the other.</source>
        <translation>
            <numerusform>%1 day.</numerusform>
            <numerusform>%1 days, one after the other.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tenant allows one request in half a minute, so this takes at least %1 minutes.</source>
        <translation>
            <numerusform>The tenant allows one request in half a minute, so this takes at least %1 minute.</numerusform>
            <numerusform>The tenant allows one request in half a minute, so this takes at least %1 minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What happened in the last %1 minutes before a day is read may be missing.</source>
        <translation>
            <numerusform>What happened in the last %1 minute before a day is read may be missing.</numerusform>
            <numerusform>What happened in the last %1 minutes before a day is read may be missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tenant hands out only the last %1 days, and %2 is before them. Choose a later first day.</source>
        <translation>
            <numerusform>The tenant hands out only the last %1 day, and %2 is before it. Choose a later first day.</numerusform>
            <numerusform>The tenant hands out only the last %1 days, and %2 is before them. Choose a later first day.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells look like formulas to a spreadsheet and are kept as text.</source>
        <translation>
            <numerusform>%1 cell looks like a formula to a spreadsheet and is kept as text.</numerusform>
            <numerusform>%1 cells look like formulas to a spreadsheet and are kept as text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells look like formulas to a spreadsheet: do not open the file in one.</source>
        <translation>
            <numerusform>%1 cell looks like a formula to a spreadsheet: do not open the file in one.</numerusform>
            <numerusform>%1 cells look like formulas to a spreadsheet: do not open the file in one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records a page.</source>
        <translation>
            <numerusform>%1 record a page.</numerusform>
            <numerusform>%1 records a page.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 people</source>
        <translation>
            <numerusform>%1 person</numerusform>
            <numerusform>%1 people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LatencyTexts</name>
    <message numerus="yes">
        <source>%1: p50 %2, p95 %3, p99 %4, %5 answers</source>
        <translation>
            <numerusform>%1: p50 %2, p95 %3, p99 %4, %5 answer</numerusform>
            <numerusform>%1: p50 %2, p95 %3, p99 %4, %5 answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NumberListTexts</name>
    <message numerus="yes">
        <source>%1 rows could not be read and are not on the list.</source>
        <translation>
            <numerusform>%1 row could not be read and is not on the list.</numerusform>
            <numerusform>%1 rows could not be read and are not on the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers were taken.</source>
        <translation>
            <numerusform>%1 number was taken.</numerusform>
            <numerusform>%1 numbers were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 prefixes were taken; each stands for all numbers that begin with it.</source>
        <translation>
            <numerusform>%1 prefix was taken; it stands for all numbers that begin with it.</numerusform>
            <numerusform>%1 prefixes were taken; each stands for all numbers that begin with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of them have no country prefix; they can be read with a default region.</source>
        <translation>
            <numerusform>%1 of them has no country prefix; it can be read with a default region.</numerusform>
            <numerusform>%1 of them have no country prefix; they can be read with a default region.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers were damaged by a spreadsheet and had exactly one valid reading.</source>
        <translation>
            <numerusform>%1 number was damaged by a spreadsheet and had exactly one valid reading.</numerusform>
            <numerusform>%1 numbers were damaged by a spreadsheet and had exactly one valid reading.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 dates could not be read; the numbers are on the list all the same.</source>
        <translation>
            <numerusform>%1 date could not be read; the number is on the list all the same.</numerusform>
            <numerusform>%1 dates could not be read; the numbers are on the list all the same.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It was last seen on %1, %2 days ago.</source>
        <translation>
            <numerusform>It was last seen on %1, %2 day ago.</numerusform>
            <numerusform>It was last seen on %1, %2 days ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1 readings exactly one is a valid number.</source>
        <translation>
            <numerusform>Of %1 reading exactly one is a valid number.</numerusform>
            <numerusform>Of %1 readings exactly one is a valid number.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunFollower</name>
    <message numerus="yes">
        <source>%n webhook notice(s) still wait; they are tried again at the next start.</source>
        <translation>
            <numerusform>%n webhook notice still waits; it is tried again at the next start.</numerusform>
            <numerusform>%n webhook notices still wait; they are tried again at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunTexts</name>
    <message numerus="yes">
        <source>%1 people are not in the new list, although the server took the file they were in.</source>
        <translation>
            <numerusform>%1 person is not in the new list, although the server took the file they were in.</numerusform>
            <numerusform>%1 people are not in the new list, although the server took the file they were in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 people are in the new list with another number or other values than were sent.</source>
        <translation>
            <numerusform>%1 person is in the new list with another number or other values than were sent.</numerusform>
            <numerusform>%1 people are in the new list with another number or other values than were sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 people in the new list are not of those who were sent.</source>
        <translation>
            <numerusform>%1 person in the new list is not of those who were sent.</numerusform>
            <numerusform>%1 people in the new list are not of those who were sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 people are in the new calling list</source>
        <translation>
            <numerusform>%1 person is in the new calling list</numerusform>
            <numerusform>%1 people are in the new calling list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The .partial file with %1 records beside %2 is deleted. The history keeps an entry of it.</source>
        <translation>
            <numerusform>The .partial file with %1 record beside %2 is deleted. The history keeps an entry of it.</numerusform>
            <numerusform>The .partial file with %1 records beside %2 is deleted. The history keeps an entry of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %1 records</source>
        <translation>
            <numerusform>Exported %1 record</numerusform>
            <numerusform>Exported %1 records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checked %1 rows</source>
        <translation>
            <numerusform>Checked %1 row</numerusform>
            <numerusform>Checked %1 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enriched %1 contacts</source>
        <translation>
            <numerusform>Enriched %1 contact</numerusform>
            <numerusform>Enriched %1 contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1 contacts it is not known whether the server took their values.</source>
        <translation>
            <numerusform>Of %1 contact it is not known whether the server took its values.</numerusform>
            <numerusform>Of %1 contacts it is not known whether the server took their values.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were refused by the server.</source>
        <translation>
            <numerusform>%1 contact was refused by the server.</numerusform>
            <numerusform>%1 contacts were refused by the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows do not fit and were left out.</source>
        <translation>
            <numerusform>%1 row does not fit and was left out.</numerusform>
            <numerusform>%1 rows do not fit and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server was sent %1 contacts and says that it processed %2.</source>
        <translation>
            <numerusform>The server was sent %1 contact and says that it processed %2.</numerusform>
            <numerusform>The server was sent %1 contacts and says that it processed %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server refused %1 contacts; the others are sent again without them.</source>
        <translation>
            <numerusform>The server refused %1 contact; the others are sent again without it.</numerusform>
            <numerusform>The server refused %1 contacts; the others are sent again without them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server refused a batch of %1 contacts; it is sent again in halves.</source>
        <translation>
            <numerusform>The server refused a batch of %1 contact; it is sent again in halves.</numerusform>
            <numerusform>The server refused a batch of %1 contacts; it is sent again in halves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server keeps throttling; asking for %1 records a page from now on.</source>
        <translation>
            <numerusform>The server keeps throttling; asking for %1 record a page from now on.</numerusform>
            <numerusform>The server keeps throttling; asking for %1 records a page from now on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server sent %1 records where %2 were asked for; all were kept.</source>
        <translation>
            <numerusform>The server sent %1 record where %2 were asked for; all were kept.</numerusform>
            <numerusform>The server sent %1 records where %2 were asked for; all were kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Page %1 is in the file (%2 records).</source>
        <translation>
            <numerusform>Page %1 is in the file (%2 record).</numerusform>
            <numerusform>Page %1 is in the file (%2 records).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records</source>
        <translation>
            <numerusform>%1 record</numerusform>
            <numerusform>%1 records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts came more than once with the same content and were written once.</source>
        <translation>
            <numerusform>%1 contact came more than once with the same content and was written once.</numerusform>
            <numerusform>%1 contacts came more than once with the same content and were written once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts came again with other content: the first is in the file, the others in the conflicts file beside it.</source>
        <translation>
            <numerusform>%1 contact came again with other content: the first is in the file, the other in the conflicts file beside it.</numerusform>
            <numerusform>%1 contacts came again with other content: the first is in the file, the others in the conflicts file beside it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records did not fit into a notice or could not be read back, so the webhook is told only that they are missing. They are in the file.</source>
        <translation>
            <numerusform>%1 record did not fit into a notice or could not be read back, so the webhook is told only that it is missing. It is in the file.</numerusform>
            <numerusform>%1 records did not fit into a notice or could not be read back, so the webhook is told only that they are missing. They are in the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records without a usable contact id were set aside.</source>
        <translation>
            <numerusform>%1 record without a usable contact id was set aside.</numerusform>
            <numerusform>%1 records without a usable contact id were set aside.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records do not match the filters and were left out. Muster applied them itself, because the tenant knows none.</source>
        <translation>
            <numerusform>%1 record does not match the filters and was left out. Muster applied them itself, because the tenant knows none.</numerusform>
            <numerusform>%1 records do not match the filters and were left out. Muster applied them itself, because the tenant knows none.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What happened in the last %1 minutes before the newest day was read may be missing: the tenant hands it out later. Export that day again to have it.</source>
        <translation>
            <numerusform>What happened in the last %1 minute before the newest day was read may be missing: the tenant hands it out later. Export that day again to have it.</numerusform>
            <numerusform>What happened in the last %1 minutes before the newest day was read may be missing: the tenant hands it out later. Export that day again to have it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tenant counts %1 records more than it gave, so the file may lack some people.</source>
        <translation>
            <numerusform>The tenant counts %1 record more than it gave, so the file may lack a person.</numerusform>
            <numerusform>The tenant counts %1 records more than it gave, so the file may lack some people.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells look like formulas to a spreadsheet.</source>
        <translation>
            <numerusform>%1 cell looks like a formula to a spreadsheet.</numerusform>
            <numerusform>%1 cells look like formulas to a spreadsheet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 requests of an interrupted look-up count against the budget.</source>
        <translation>
            <numerusform>%1 request of an interrupted look-up counts against the budget.</numerusform>
            <numerusform>%1 requests of an interrupted look-up count against the budget.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were left, because they carry consent or an opt-out and there is no key store to keep the evidence of it.</source>
        <translation>
            <numerusform>%1 contact was left, because it carries consent or an opt-out and there is no key store to keep the evidence of it.</numerusform>
            <numerusform>%1 contacts were left, because they carry consent or an opt-out and there is no key store to keep the evidence of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were left, because their id is not a plain number and the server can remove no others.</source>
        <translation>
            <numerusform>%1 contact was left, because its id is not a plain number and the server can remove no others.</numerusform>
            <numerusform>%1 contacts were left, because their id is not a plain number and the server can remove no others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The segment was recalculated %1 times while it was exported, so rows may have moved: the file may lack some people and hold some values of an older state. No contact is in it twice.</source>
        <translation>
            <numerusform>The segment was recalculated %1 time while it was exported, so rows may have moved: the file may lack some people and hold some values of an older state. No contact is in it twice.</numerusform>
            <numerusform>The segment was recalculated %1 times while it was exported, so rows may have moved: the file may lack some people and hold some values of an older state. No contact is in it twice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 notices to the webhook could not be delivered.</source>
        <translation>
            <numerusform>%1 notice to the webhook could not be delivered.</numerusform>
            <numerusform>%1 notices to the webhook could not be delivered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %1 contacts</source>
        <translation>
            <numerusform>Read %1 contact</numerusform>
            <numerusform>Read %1 contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Settled %1 planned changes</source>
        <translation>
            <numerusform>Settled %1 planned change</numerusform>
            <numerusform>Settled %1 planned changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Settled %1 contacts of the backup</source>
        <translation>
            <numerusform>Settled %1 contact of the backup</numerusform>
            <numerusform>Settled %1 contacts of the backup</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looked up %1 numbers</source>
        <translation>
            <numerusform>Looked up %1 number</numerusform>
            <numerusform>Looked up %1 numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The copy of %1 contacts is not encrypted: whoever can read the file can read it.</source>
        <translation>
            <numerusform>The copy of %1 contact is not encrypted: whoever can read the file can read it.</numerusform>
            <numerusform>The copy of %1 contacts is not encrypted: whoever can read the file can read it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changes were refused by the server.</source>
        <translation>
            <numerusform>%1 change was refused by the server.</numerusform>
            <numerusform>%1 changes were refused by the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1 changes it is not known whether the server made them.</source>
        <translation>
            <numerusform>Of %1 change it is not known whether the server made it.</numerusform>
            <numerusform>Of %1 changes it is not known whether the server made them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changes were accepted by the server but are not proved.</source>
        <translation>
            <numerusform>%1 change was accepted by the server but is not proved.</numerusform>
            <numerusform>%1 changes were accepted by the server but are not proved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were gone already.</source>
        <translation>
            <numerusform>%1 contact was gone already.</numerusform>
            <numerusform>%1 contacts were gone already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were left as they are, because they are no longer what was looked at.</source>
        <translation>
            <numerusform>%1 contact was left as it is, because it is no longer what was looked at.</numerusform>
            <numerusform>%1 contacts were left as they are, because they are no longer what was looked at.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are still in the list although their purge was accepted.</source>
        <translation>
            <numerusform>%1 contact is still in the list although its purge was accepted.</numerusform>
            <numerusform>%1 contacts are still in the list although their purge was accepted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changes were not attempted.</source>
        <translation>
            <numerusform>%1 change was not attempted.</numerusform>
            <numerusform>%1 changes were not attempted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were in the list already and were left alone.</source>
        <translation>
            <numerusform>%1 contact was in the list already and was left alone.</numerusform>
            <numerusform>%1 contacts were in the list already and were left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts have another number by now and were left alone.</source>
        <translation>
            <numerusform>%1 contact has another number by now and was left alone.</numerusform>
            <numerusform>%1 contacts have another number by now and were left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers could not be looked up; nothing is concluded from that.</source>
        <translation>
            <numerusform>%1 number could not be looked up; nothing is concluded from that.</numerusform>
            <numerusform>%1 numbers could not be looked up; nothing is concluded from that.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers have no answer because the budget is spent; they are not checked.</source>
        <translation>
            <numerusform>%1 number has no answer because the budget is spent; it is not checked.</numerusform>
            <numerusform>%1 numbers have no answer because the budget is spent; they are not checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts came more than once; each is shown once.</source>
        <translation>
            <numerusform>%1 contact came more than once; it is shown once.</numerusform>
            <numerusform>%1 contacts came more than once; each is shown once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts have their old number already.</source>
        <translation>
            <numerusform>%1 contact has its old number already.</numerusform>
            <numerusform>%1 contacts have their old number already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 old numbers cannot be written back: the server takes only international numbers as corrections.</source>
        <translation>
            <numerusform>%1 old number cannot be written back: the server takes only international numbers as corrections.</numerusform>
            <numerusform>%1 old numbers cannot be written back: the server takes only international numbers as corrections.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are not as they were brought back, although the server said so.</source>
        <translation>
            <numerusform>%1 contact is not as it was brought back, although the server said so.</numerusform>
            <numerusform>%1 contacts are not as they were brought back, although the server said so.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Compared %1 contacts</source>
        <translation>
            <numerusform>Compared %1 contact</numerusform>
            <numerusform>Compared %1 contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Settled %1 contacts of the enrichment</source>
        <translation>
            <numerusform>Settled %1 contact of the enrichment</numerusform>
            <numerusform>Settled %1 contacts of the enrichment</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values have changed since the enrichment and were left alone.</source>
        <translation>
            <numerusform>%1 value has changed since the enrichment and was left alone.</numerusform>
            <numerusform>%1 values have changed since the enrichment and were left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values were empty before the enrichment; the server cannot clear them.</source>
        <translation>
            <numerusform>%1 value was empty before the enrichment; the server cannot clear it.</numerusform>
            <numerusform>%1 values were empty before the enrichment; the server cannot clear them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 old values cannot be written back: they do not fit their attribute.</source>
        <translation>
            <numerusform>%1 old value cannot be written back: it does not fit its attribute.</numerusform>
            <numerusform>%1 old values cannot be written back: they do not fit their attribute.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What %1 contacts held before could not be read, so this run cannot be undone.</source>
        <translation>
            <numerusform>What %1 contact held before could not be read, so this run cannot be undone.</numerusform>
            <numerusform>What %1 contacts held before could not be read, so this run cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values were left out by choice.</source>
        <translation>
            <numerusform>%1 value was left out by choice.</numerusform>
            <numerusform>%1 values were left out by choice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are not in the list any more, and none is made.</source>
        <translation>
            <numerusform>%1 contact is not in the list any more, and none is made.</numerusform>
            <numerusform>%1 contacts are not in the list any more, and none is made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts would need more than the 512 characters that the server takes for one, and were left as they are.</source>
        <translation>
            <numerusform>%1 contact would need more than the 512 characters that the server takes for one, and was left as it is.</numerusform>
            <numerusform>%1 contacts would need more than the 512 characters that the server takes for one, and were left as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts hold a value that a file cannot carry over as it is, and were left as they are.</source>
        <translation>
            <numerusform>%1 contact holds a value that a file cannot carry over as it is, and was left as it is.</numerusform>
            <numerusform>%1 contacts hold a value that a file cannot carry over as it is, and were left as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts have several numbers, which an upload might lose, and were left as they are.</source>
        <translation>
            <numerusform>%1 contact has several numbers, which an upload might lose, and was left as it is.</numerusform>
            <numerusform>%1 contacts have several numbers, which an upload might lose, and were left as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are as they were, although the server called the upload complete.</source>
        <translation>
            <numerusform>%1 contact is as it was, although the server called the upload complete.</numerusform>
            <numerusform>%1 contacts are as they were, although the server called the upload complete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts show another value than was sent, although the server called the upload complete.</source>
        <translation>
            <numerusform>%1 contact shows another value than was sent, although the server called the upload complete.</numerusform>
            <numerusform>%1 contacts show another value than was sent, although the server called the upload complete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are not in the list any more.</source>
        <translation>
            <numerusform>%1 contact is not in the list any more.</numerusform>
            <numerusform>%1 contacts are not in the list any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts would need more than the 512 characters that the server takes for one.</source>
        <translation>
            <numerusform>%1 contact would need more than the 512 characters that the server takes for one.</numerusform>
            <numerusform>%1 contacts would need more than the 512 characters that the server takes for one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts hold a value that a file cannot carry over as it is.</source>
        <translation>
            <numerusform>%1 contact holds a value that a file cannot carry over as it is.</numerusform>
            <numerusform>%1 contacts hold a value that a file cannot carry over as it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts have several numbers, which an upload might lose.</source>
        <translation>
            <numerusform>%1 contact has several numbers, which an upload might lose.</numerusform>
            <numerusform>%1 contacts have several numbers, which an upload might lose.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server cannot keep up; asking for %1 transcripts at a time.</source>
        <translation>
            <numerusform>The server cannot keep up; asking for %1 transcript at a time.</numerusform>
            <numerusform>The server cannot keep up; asking for %1 transcripts at a time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server keeps up; asking for %1 transcripts at a time again.</source>
        <translation>
            <numerusform>The server keeps up; asking for %1 transcript at a time again.</numerusform>
            <numerusform>The server keeps up; asking for %1 transcripts at a time again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The numbers of %1 contacts were in the do-not-call group before; undoing this run leaves them there.</source>
        <translation>
            <numerusform>The number of %1 contact was in the do-not-call group before; undoing this run leaves it there.</numerusform>
            <numerusform>The numbers of %1 contacts were in the do-not-call group before; undoing this run leaves them there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were not blocked, because they have no number that a do-not-call group can hold.</source>
        <translation>
            <numerusform>%1 contact was not blocked, because it has no number that a do-not-call group can hold.</numerusform>
            <numerusform>%1 contacts were not blocked, because they have no number that a do-not-call group can hold.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were not blocked, because a contact that stays has the same number.</source>
        <translation>
            <numerusform>%1 contact was not blocked, because a contact that stays has the same number.</numerusform>
            <numerusform>%1 contacts were not blocked, because a contact that stays has the same number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts have the number of another contact of this run, which stands for both.</source>
        <translation>
            <numerusform>%1 contact has the number of another contact of this run, which stands for both.</numerusform>
            <numerusform>%1 contacts have the number of another contact of this run, which stands for both.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The numbers of %1 contacts are not in the do-not-call group although the server took them.</source>
        <translation>
            <numerusform>The number of %1 contact is not in the do-not-call group although the server took it.</numerusform>
            <numerusform>The numbers of %1 contacts are not in the do-not-call group although the server took them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts can still be called from this list, because not every skill of the list heeds the do-not-call group.</source>
        <translation>
            <numerusform>%1 contact can still be called from this list, because not every skill of the list heeds the do-not-call group.</numerusform>
            <numerusform>%1 contacts can still be called from this list, because not every skill of the list heeds the do-not-call group.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers were left in the do-not-call group, because it is not proved that the run put them there.</source>
        <translation>
            <numerusform>%1 number was left in the do-not-call group, because it is not proved that the run put it there.</numerusform>
            <numerusform>%1 numbers were left in the do-not-call group, because it is not proved that the run put them there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers were not in the do-not-call group any more.</source>
        <translation>
            <numerusform>%1 number was not in the do-not-call group any more.</numerusform>
            <numerusform>%1 numbers were not in the do-not-call group any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScopeTexts</name>
    <message numerus="yes">
        <source>All %1 contacts of the list; no filter is on.</source>
        <translation>
            <numerusform>The only contact (%1) of the list; no filter is on.</numerusform>
            <numerusform>All %1 contacts of the list; no filter is on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bring back %1 contacts</source>
        <translation>
            <numerusform>Bring back %1 contact</numerusform>
            <numerusform>Bring back %1 contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %1 old numbers</source>
        <translation>
            <numerusform>Put back %1 old number</numerusform>
            <numerusform>Put back %1 old numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bring back %1 and put back %2 old numbers</source>
        <translation>
            <numerusform>Bring back %1 and put back %2 old number</numerusform>
            <numerusform>Bring back %1 and put back %2 old numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rewrites cannot be undone, because their old numbers are not international.</source>
        <translation>
            <numerusform>%1 rewrite cannot be undone, because its old number is not international.</numerusform>
            <numerusform>%1 rewrites cannot be undone, because their old numbers are not international.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 skills heed this group.</source>
        <translation>
            <numerusform>%1 skill heeds this group.</numerusform>
            <numerusform>%1 skills heed this group.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unblock %1 numbers</source>
        <translation>
            <numerusform>Unblock %1 number</numerusform>
            <numerusform>Unblock %1 numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unblock %1 and put back %2 old numbers</source>
        <translation>
            <numerusform>Unblock %1 and put back %2 old number</numerusform>
            <numerusform>Unblock %1 and put back %2 old numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeamTexts</name>
    <message numerus="yes">
        <source>The team database does not have %n entries yet.</source>
        <translation>
            <numerusform>The team database does not have %n entry yet.</numerusform>
            <numerusform>The team database does not have %n entries yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of what the database holds could not be read and was passed over.</source>
        <translation>
            <numerusform>%n record of the database could not be read and was passed over.</numerusform>
            <numerusform>%n records of the database could not be read and were passed over.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeTexts</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoTexts</name>
    <message numerus="yes">
        <source>%1 values have changed since the run and are left alone.</source>
        <translation>
            <numerusform>%1 value has changed since the run and is left alone.</numerusform>
            <numerusform>%1 values have changed since the run and are left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values were empty before and stay as they are: the server takes no empty values.</source>
        <translation>
            <numerusform>%1 value was empty before and stays as it is: the server takes no empty values.</numerusform>
            <numerusform>%1 values were empty before and stay as they are: the server takes no empty values.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values cannot be written back: they do not fit their attribute.</source>
        <translation>
            <numerusform>%1 value cannot be written back: it does not fit its attribute.</numerusform>
            <numerusform>%1 values cannot be written back: they do not fit their attribute.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values are of contacts that are not in the list any more.</source>
        <translation>
            <numerusform>%1 value is of a contact that is not in the list any more.</numerusform>
            <numerusform>%1 values are of contacts that are not in the list any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values are left out by choice and stay as they are.</source>
        <translation>
            <numerusform>%1 value is left out by choice and stays as it is.</numerusform>
            <numerusform>%1 values are left out by choice and stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bring back %1 values</source>
        <translation>
            <numerusform>Bring back %1 value</numerusform>
            <numerusform>Bring back %1 values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ActivityPage</name>
    <message numerus="yes">
        <source>%1 wait</source>
        <translation>
            <numerusform>%1 waits</numerusform>
            <numerusform>%1 wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 not delivered</source>
        <translation>
            <numerusform>%1 not delivered</numerusform>
            <numerusform>%1 not delivered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ApplyPage</name>
    <message numerus="yes">
        <source>%1 contacts are purged one by one, after all updates are through.</source>
        <translation>
            <numerusform>%1 contact is purged, after all updates are through.</numerusform>
            <numerusform>%1 contacts are purged one by one, after all updates are through.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %3 requests at the server’s speed of now.</source>
        <translation>
            <numerusform>%1 to %2: %3 request at the server’s speed of now.</numerusform>
            <numerusform>%1 to %2: %3 requests at the server’s speed of now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers are rewritten as E.164.</source>
        <translation>
            <numerusform>%1 number is rewritten as E.164.</numerusform>
            <numerusform>%1 numbers are rewritten as E.164.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That takes %1 batches of at most %2.</source>
        <translation>
            <numerusform>That takes %1 batch of at most %2.</numerusform>
            <numerusform>That takes %1 batches of at most %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers are corrected by an uploaded file, and the list is read again to see what became of them.</source>
        <translation>
            <numerusform>%1 number is corrected by an uploaded file, and the list is read again to see what became of it.</numerusform>
            <numerusform>%1 numbers are corrected by an uploaded file, and the list is read again to see what became of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are purged, at most %2 in one request, after all updates are through.</source>
        <translation>
            <numerusform>%1 contact is purged, at most %2 in one request, after all updates are through.</numerusform>
            <numerusform>%1 contacts are purged, at most %2 in one request, after all updates are through.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The numbers of %1 contacts are put into the group, after all updates are through. The contacts stay in the list. Of each the first number counts; one that no group can hold is left alone.</source>
        <translation>
            <numerusform>The number of %1 contact is put into the group, after all updates are through. The contact stays in the list. Its first number counts; one that no group can hold is left alone.</numerusform>
            <numerusform>The numbers of %1 contacts are put into the group, after all updates are through. The contacts stay in the list. Of each the first number counts; one that no group can hold is left alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::AudienceDetailsForm</name>
    <message numerus="yes">
        <source>%1 characters too many</source>
        <translation>
            <numerusform>%1 character too many</numerusform>
            <numerusform>%1 characters too many</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 characters left</source>
        <translation>
            <numerusform>%1 character left</numerusform>
            <numerusform>%1 characters left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::AudienceEstimation</name>
    <message numerus="yes">
        <source>Muting %1 adds %2 contacts.</source>
        <translation>
            <numerusform>Muting %1 adds %2 contact.</numerusform>
            <numerusform>Muting %1 adds %2 contacts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Muting %1 takes away %2 contacts.</source>
        <translation>
            <numerusform>Muting %1 takes away %2 contact.</numerusform>
            <numerusform>Muting %1 takes away %2 contacts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::AudienceFields</name>
    <message numerus="yes">
        <source>%1 fields are known from a file.</source>
        <translation>
            <numerusform>%1 field is known from a file.</numerusform>
            <numerusform>%1 fields are known from a file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 fields are known from the contacts at hand.</source>
        <translation>
            <numerusform>%1 field is known from the contacts at hand.</numerusform>
            <numerusform>%1 fields are known from the contacts at hand.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 fields were imported before, for all audiences of %2. What the file says takes their place.</source>
        <translation>
            <numerusform>%1 field was imported before, for all audiences of %2. What the file says takes its place.</numerusform>
            <numerusform>%1 fields were imported before, for all audiences of %2. What the file says takes their place.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::AudienceIndexPane</name>
    <message numerus="yes">
        <source>Open when you were here last and not saved yet: %1 and %2 others.</source>
        <translation>
            <numerusform>Open when you were here last and not saved yet: %1 and %2 other.</numerusform>
            <numerusform>Open when you were here last and not saved yet: %1 and %2 others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open when you were here last and not registered yet: %1 and %2 others.</source>
        <translation>
            <numerusform>Open when you were here last and not registered yet: %1 and %2 other.</numerusform>
            <numerusform>Open when you were here last and not registered yet: %1 and %2 others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::AudienceTab</name>
    <message numerus="yes">
        <source>%1 people</source>
        <translation>
            <numerusform>%1 person</numerusform>
            <numerusform>%1 people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::AuditExportCommand</name>
    <message numerus="yes">
        <source>%n cells looked like formulas and were made text.</source>
        <translation>
            <numerusform>%n cell looked like a formula and was made text.</numerusform>
            <numerusform>%n cells looked like formulas and were made text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries are in %1. They are a selection: only the whole history can be verified.</source>
        <translation>
            <numerusform>%n entry is in %1. It is a selection: only the whole history can be verified.</numerusform>
            <numerusform>%n entries are in %1. They are a selection: only the whole history can be verified.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ComparisonBox</name>
    <message numerus="yes">
        <source>Under “%2”, %1 contacts would change their verdict:</source>
        <translation>
            <numerusform>Under “%2”, %1 contact would change its verdict:</numerusform>
            <numerusform>Under “%2”, %1 contacts would change their verdict:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ConflictView</name>
    <message numerus="yes">
        <source>%1 parts wait for your choice.</source>
        <translation>
            <numerusform>%1 part waits for your choice.</numerusform>
            <numerusform>%1 parts wait for your choice.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ContactsPane</name>
    <message numerus="yes">
        <source>%1 selected</source>
        <translation>
            <numerusform>%1 selected</numerusform>
            <numerusform>%1 selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::DirectivesController</name>
    <message numerus="yes">
        <source>%1 rows of it could not be read</source>
        <translation>
            <numerusform>%1 row of it could not be read</numerusform>
            <numerusform>%1 rows of it could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Imported %1 numbers.</source>
        <translation>
            <numerusform>Imported %1 number.</numerusform>
            <numerusform>Imported %1 numbers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows could not be read (row %2).</source>
        <translation>
            <numerusform>%1 row could not be read (row %2).</numerusform>
            <numerusform>%1 rows could not be read (row %2).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::DropCurtain</name>
    <message numerus="yes">
        <source>Drop to open %n file(s) for a dry run. Nothing is sent.</source>
        <extracomment>%n is a number of files.</extracomment>
        <translation>
            <numerusform>Drop to open %n file for a dry run. Nothing is sent.</numerusform>
            <numerusform>Drop to open %n files for a dry run. Nothing is sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::EnrichCampaignPane</name>
    <message numerus="yes">
        <source>Batches of at most %1 contacts, at most %2 a second.</source>
        <translation>
            <numerusform>Batches of at most %1 contact, at most %2 a second.</numerusform>
            <numerusform>Batches of at most %1 contacts, at most %2 a second.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::EnrichCheckPane</name>
    <message numerus="yes">
        <source>Checking: %1, %2 rows so far. Nothing is sent.</source>
        <extracomment>%1 is a share like &quot;62 %&quot;, %2 a number of rows.</extracomment>
        <translation>
            <numerusform>Checking: %1, %2 row so far. Nothing is sent.</numerusform>
            <numerusform>Checking: %1, %2 rows so far. Nothing is sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows checked.</source>
        <translation>
            <numerusform>%1 row checked.</numerusform>
            <numerusform>%1 rows checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts can be enriched.</source>
        <translation>
            <numerusform>%1 contact can be enriched.</numerusform>
            <numerusform>%1 contacts can be enriched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows do not fit.</source>
        <translation>
            <numerusform>%1 row does not fit.</numerusform>
            <numerusform>%1 rows do not fit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows have nothing to send.</source>
        <translation>
            <numerusform>%1 row has nothing to send.</numerusform>
            <numerusform>%1 rows have nothing to send.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows are skipped for an empty cell.</source>
        <translation>
            <numerusform>%1 row is skipped for an empty cell.</numerusform>
            <numerusform>%1 rows are skipped for an empty cell.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Column “%1”: %2 times %3.</source>
        <translation>
            <numerusform>Column “%1”: %2 time %3.</numerusform>
            <numerusform>Column “%1”: %2 times %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %1 of %2 are listed.</source>
        <translation>
            <numerusform>The first %1 of %2 is listed.</numerusform>
            <numerusform>The first %1 of %2 are listed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave &amp;out %1 rows that do not fit and send the others</source>
        <translation>
            <numerusform>Leave &amp;out %1 row that does not fit and send the others</numerusform>
            <numerusform>Leave &amp;out %1 rows that do not fit and send the others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::EnrichPage</name>
    <message numerus="yes">
        <source>&amp;Check %1 rows</source>
        <translation>
            <numerusform>&amp;Check %1 row</numerusform>
            <numerusform>&amp;Check %1 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Enrich %1 contacts…</source>
        <extracomment>Leads to the page where this is confirmed; %1 is the number of contacts.</extracomment>
        <translation>
            <numerusform>&amp;Enrich %1 contact…</numerusform>
            <numerusform>&amp;Enrich %1 contacts…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::EnrichReviewPage</name>
    <message numerus="yes">
        <source>Values for %1 contacts of “%2” (%3), from the file “%4”.</source>
        <translation>
            <numerusform>Values for %1 contact of “%2” (%3), from the file “%4”.</numerusform>
            <numerusform>Values for %1 contacts of “%2” (%3), from the file “%4”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows that do not fit.</source>
        <translation>
            <numerusform>%1 row that does not fit.</numerusform>
            <numerusform>%1 rows that do not fit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows with nothing to send.</source>
        <translation>
            <numerusform>%1 row with nothing to send.</numerusform>
            <numerusform>%1 rows with nothing to send.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows that an empty cell skips.</source>
        <translation>
            <numerusform>%1 row that an empty cell skips.</numerusform>
            <numerusform>%1 rows that an empty cell skips.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enrich %1 contacts</source>
        <translation>
            <numerusform>Enrich %1 contact</numerusform>
            <numerusform>Enrich %1 contacts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::EnrichSourcePane</name>
    <message numerus="yes">
        <source>%1 rows in all.</source>
        <translation>
            <numerusform>%1 row in all.</numerusform>
            <numerusform>%1 rows in all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The figures are of the first %1 rows.</source>
        <translation>
            <numerusform>The figures are of the first %1 row.</numerusform>
            <numerusform>The figures are of the first %1 rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::EstimateBar</name>
    <message numerus="yes">
        <source>%1 so far</source>
        <translation>
            <numerusform>%1 so far</numerusform>
            <numerusform>%1 so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts at hand</source>
        <translation>
            <numerusform>%1 contact at hand</numerusform>
            <numerusform>%1 contacts at hand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 contacts match (%3)</source>
        <translation>
            <numerusform>%1 of %2 contact matches (%3)</numerusform>
            <numerusform>%1 of %2 contacts match (%3)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 of %3 contacts match</source>
        <translation>
            <numerusform>%1 to %2 of %3 contact matches</numerusform>
            <numerusform>%1 to %2 of %3 contacts match</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Counted here in %1. Of %2 it is not known: a field is not part of these contacts.</source>
        <translation>
            <numerusform>Counted here in %1. Of %2 it is not known: a field is not part of these contacts.</numerusform>
            <numerusform>Counted here in %1. Of %2 it is not known: a field is not part of these contacts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ExportForm</name>
    <message numerus="yes">
        <source> records</source>
        <extracomment>Behind the number of a page size.</extracomment>
        <translation>
            <numerusform> record</numerusform>
            <numerusform> records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ExportPreviewPane</name>
    <message numerus="yes">
        <source>First page: %1 records, %2 of them shown</source>
        <translation>
            <numerusform>First page: %1 record, %2 of it shown</numerusform>
            <numerusform>First page: %1 records, %2 of them shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::FetchPage</name>
    <message numerus="yes">
        <source>Check %1 interactions</source>
        <translation>
            <numerusform>Check %1 interaction</numerusform>
            <numerusform>Check %1 interactions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fetch %1 transcripts</source>
        <extracomment>The button of the act; %1 is the number, grouped.</extracomment>
        <translation>
            <numerusform>Fetch %1 transcript</numerusform>
            <numerusform>Fetch %1 transcripts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One job asks %1 (%2) for the transcripts of %3 interactions.</source>
        <translation>
            <numerusform>One job asks %1 (%2) for the transcript of %3 interaction.</numerusform>
            <numerusform>One job asks %1 (%2) for the transcripts of %3 interactions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write %1 transcripts unmasked</source>
        <translation>
            <numerusform>Write %1 transcript unmasked</numerusform>
            <numerusform>Write %1 transcripts unmasked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::FileDrops</name>
    <message numerus="yes">
        <source>At most %n files can be opened at once.</source>
        <translation>
            <numerusform>At most %n file can be opened at once.</numerusform>
            <numerusform>At most %n files can be opened at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::FileSheet</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <extracomment>%n is a number of files.</extracomment>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::FillBars</name>
    <message numerus="yes">
        <source>%Ln more, fuller ones</source>
        <translation>
            <numerusform>%Ln more, a fuller one</numerusform>
            <numerusform>%Ln more, fuller ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::HelpContentsPane</name>
    <message numerus="yes">
        <source>Found in %Ln place(s)</source>
        <translation>
            <numerusform>Found in %Ln place</numerusform>
            <numerusform>Found in %Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::HistoryPage</name>
    <message numerus="yes">
        <source>%1 entries</source>
        <translation>
            <numerusform>%1 entry</numerusform>
            <numerusform>%1 entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ListRunPage</name>
    <message numerus="yes">
        <source>The %1 decisions of a person that the plan went by are not part of it.</source>
        <translation>
            <numerusform>The %1 decision of a person that the plan went by is not part of it.</numerusform>
            <numerusform>The %1 decisions of a person that the plan went by are not part of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are blocked in the do-not-call group “%2”; they stay in the list.</source>
        <translation>
            <numerusform>%1 contact is blocked in the do-not-call group “%2”; it stays in the list.</numerusform>
            <numerusform>%1 contacts are blocked in the do-not-call group “%2”; they stay in the list.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::LookupController</name>
    <message numerus="yes">
        <source>No more than %1 requests are sent, for the budget of %2. A request that is sent again counts again.</source>
        <translation>
            <numerusform>No more than %1 request is sent, for the budget of %2. A request that is sent again counts again.</numerusform>
            <numerusform>No more than %1 requests are sent, for the budget of %2. A request that is sent again counts again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No more than %1 requests are sent.</source>
        <translation>
            <numerusform>No more than %1 request is sent.</numerusform>
            <numerusform>No more than %1 requests are sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Look up %1 numbers?</source>
        <translation>
            <numerusform>Look up %1 number?</numerusform>
            <numerusform>Look up %1 numbers?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask %1 for the lines of %2 numbers, at %3 each: %4 in all, in the currency of your account.</source>
        <translation>
            <numerusform>Ask %1 for the line of %2 number, at %3: %4 in all, in the currency of your account.</numerusform>
            <numerusform>Ask %1 for the lines of %2 numbers, at %3 each: %4 in all, in the currency of your account.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Look up %1 numbers</source>
        <translation>
            <numerusform>Look up %1 number</numerusform>
            <numerusform>Look up %1 numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete the answers for %1 numbers from this computer?</source>
        <translation>
            <numerusform>Delete the answer for %1 number from this computer?</numerusform>
            <numerusform>Delete the answers for %1 numbers from this computer?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::LookupSection</name>
    <message numerus="yes">
        <source>Answers for %1 numbers are kept.</source>
        <translation>
            <numerusform>The answer for %1 number is kept.</numerusform>
            <numerusform>Answers for %1 numbers are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 different numbers cannot be decided by the numbering plan.</source>
        <translation>
            <numerusform>%1 number cannot be decided by the numbering plan.</numerusform>
            <numerusform>%1 different numbers cannot be decided by the numbering plan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of them are known from earlier look-ups, so %2 would be asked for.</source>
        <translation>
            <numerusform>%1 of them is known from earlier look-ups, so %2 would be asked for.</numerusform>
            <numerusform>%1 of them are known from earlier look-ups, so %2 would be asked for.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The budget allows %1 requests.</source>
        <translation>
            <numerusform>The budget allows %1 request.</numerusform>
            <numerusform>The budget allows %1 requests.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Look up %1 numbers…</source>
        <translation>
            <numerusform>Look up %1 number…</numerusform>
            <numerusform>Look up %1 numbers…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::MainWindow</name>
    <message numerus="yes">
        <source>Pause %n run(s) and close Muster?</source>
        <extracomment>%n is a number of runs.</extracomment>
        <translation>
            <numerusform>Pause %n run and close Muster?</numerusform>
            <numerusform>Pause %n runs and close Muster?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::MappingsController</name>
    <message numerus="yes">
        <source>The list does not have these attributes of the mapping any more; they are left out: %1.</source>
        <translation>
            <numerusform>The list does not have this attribute of the mapping any more; it is left out: %1.</numerusform>
            <numerusform>The list does not have these attributes of the mapping any more; they are left out: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::MoveToDialog</name>
    <message numerus="yes">
        <source>Move %n item(s) there</source>
        <translation>
            <numerusform>Move %n item there</numerusform>
            <numerusform>Move %n items there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen item(s)</source>
        <translation>
            <numerusform>%n chosen item</numerusform>
            <numerusform>%n chosen items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::NoticesCommand</name>
    <message numerus="yes">
        <source>%n notice(s) were queued again.</source>
        <translation>
            <numerusform>%n notice was queued again.</numerusform>
            <numerusform>%n notices were queued again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) still wait; they are tried again at the next start.</source>
        <translation>
            <numerusform>%n notice still waits; it is tried again at the next start.</numerusform>
            <numerusform>%n notices still wait; they are tried again at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::OneOfDialog</name>
    <message numerus="yes">
        <source>Take %n value(s)</source>
        <translation>
            <numerusform>Take %n value</numerusform>
            <numerusform>Take %n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::OutcomePane</name>
    <message numerus="yes">
        <source>Of %1 contacts the numbering plan cannot say whether the line is fixed, mobile or VoIP. That alone changes no verdict.</source>
        <translation>
            <numerusform>Of %1 contact the numbering plan cannot say whether the line is fixed, mobile or VoIP. That alone changes no verdict.</numerusform>
            <numerusform>Of %1 contacts the numbering plan cannot say whether the line is fixed, mobile or VoIP. That alone changes no verdict.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ProfileForm</name>
    <message numerus="yes">
        <source> times</source>
        <translation>
            <numerusform> time</numerusform>
            <numerusform> times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> records</source>
        <extracomment>Behind the number of a page size.</extracomment>
        <translation>
            <numerusform> record</numerusform>
            <numerusform> records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> contacts</source>
        <extracomment>Behind the number of a batch size.</extracomment>
        <translation>
            <numerusform> contact</numerusform>
            <numerusform> contacts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::PublishView</name>
    <message numerus="yes">
        <source>Publish %1 people</source>
        <translation>
            <numerusform>Publish %1 person</numerusform>
            <numerusform>Publish %1 people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::PurgeConfirmation</name>
    <message numerus="yes">
        <source>This purges %1 of %2 contacts, nearly the whole list. Type the number and the list’s name, “%3”, to allow it.</source>
        <translation>
            <numerusform>This purges %1 of %2 contacts, nearly the whole list. Type the number and the list’s name, “%3”, to allow it.</numerusform>
            <numerusform>This purges %1 of %2 contacts, nearly the whole list. Type the number and the list’s name, “%3”, to allow it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This purges %1 of %2 contacts. Type the number to allow it.</source>
        <translation>
            <numerusform>This purges %1 of %2 contacts. Type the number to allow it.</numerusform>
            <numerusform>This purges %1 of %2 contacts. Type the number to allow it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This blocks the numbers of %1 of %2 contacts, nearly the whole list. Type the number and the list’s name, “%3”, to allow it.</source>
        <translation>
            <numerusform>This blocks the number of %1 of %2 contacts, nearly the whole list. Type how many contacts, and the list’s name, “%3”, to allow it.</numerusform>
            <numerusform>This blocks the numbers of %1 of %2 contacts, nearly the whole list. Type the number and the list’s name, “%3”, to allow it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This blocks the numbers of %1 of %2 contacts. Type how many contacts, to allow it.</source>
        <translation>
            <numerusform>This blocks the number of %1 of %2 contacts. Type how many contacts, to allow it.</numerusform>
            <numerusform>This blocks the numbers of %1 of %2 contacts. Type how many contacts, to allow it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RegisterController</name>
    <message numerus="yes">
        <source>It has %1 people, counted %2.</source>
        <translation>
            <numerusform>It has %1 person, counted %2.</numerusform>
            <numerusform>It has %1 people, counted %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RegisterView</name>
    <message numerus="yes">
        <source>%1 muted parts are not sent.</source>
        <translation>
            <numerusform>%1 muted part is not sent.</numerusform>
            <numerusform>%1 muted parts are not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By the tenant’s last count it has %1 people.</source>
        <translation>
            <numerusform>By the tenant’s last count it has %1 person.</numerusform>
            <numerusform>By the tenant’s last count it has %1 people.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of the %1 contacts at hand %2 match.</source>
        <translation>
            <numerusform>Of the %1 contact at hand %2 match.</numerusform>
            <numerusform>Of the %1 contacts at hand %2 match.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RejectsController</name>
    <message numerus="yes">
        <source>%1 rows that do not fit are in %2.</source>
        <translation>
            <numerusform>%1 row that does not fit is in %2.</numerusform>
            <numerusform>%1 rows that do not fit are in %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RestoreContactsPane</name>
    <message numerus="yes">
        <source>%1 of %2 purged contacts come back to “%3” with id and number.</source>
        <translation>
            <numerusform>%1 of %2 purged contact comes back to “%3” with id and number.</numerusform>
            <numerusform>%1 of %2 purged contacts come back to “%3” with id and number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 corrected contacts get their old number again.</source>
        <translation>
            <numerusform>%1 of %2 corrected contact gets its old number again.</numerusform>
            <numerusform>%1 of %2 corrected contacts get their old number again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 corrected contacts keep the number of today: the server takes only international numbers (+…) as corrections, and what they had before is none.</source>
        <translation>
            <numerusform>%1 corrected contact keeps the number of today: the server takes only international numbers (+…) as corrections, and what it had before is none.</numerusform>
            <numerusform>%1 corrected contacts keep the number of today: the server takes only international numbers (+…) as corrections, and what they had before is none.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocked numbers leave the do-not-call group “%3”, if this run put them there: what was in it before, or was put there by others, stays. Who is unblocked may be called again.</source>
        <translation>
            <numerusform>%1 of %2 blocked number leaves the do-not-call group “%3”, if this run put it there: what was in it before, or was put there by others, stays. Who is unblocked may be called again.</numerusform>
            <numerusform>%1 of %2 blocked numbers leave the do-not-call group “%3”, if this run put them there: what was in it before, or was put there by others, stays. Who is unblocked may be called again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RetentionDialog</name>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RunCards</name>
    <message numerus="yes">
        <source>%1 notices could not be delivered</source>
        <translation>
            <numerusform>%1 notice could not be delivered</numerusform>
            <numerusform>%1 notices could not be delivered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pages, %2 records a page</source>
        <translation>
            <numerusform>%1 page, %2 records a page</numerusform>
            <numerusform>%1 pages, %2 records a page</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 retries, throttled for %2</source>
        <translation>
            <numerusform>%1 retry, throttled for %2</numerusform>
            <numerusform>%1 retries, throttled for %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells look like formulas</source>
        <translation>
            <numerusform>%1 cell looks like a formula</numerusform>
            <numerusform>%1 cells look like formulas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 duplicates</source>
        <translation>
            <numerusform>%1 duplicate</numerusform>
            <numerusform>%1 duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pages</source>
        <translation>
            <numerusform>%1 page</numerusform>
            <numerusform>%1 pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 without a usable id, set aside</source>
        <translation>
            <numerusform>%1 without a usable id, set aside</numerusform>
            <numerusform>%1 without a usable id, set aside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RunTrendDialog</name>
    <message numerus="yes">
        <source>%n complete run(s), %1 to %2</source>
        <translation>
            <numerusform>%n complete run, %1 to %2</numerusform>
            <numerusform>%n complete runs, %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::TeamPane</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::SaveContactsDialog</name>
    <message numerus="yes">
        <source>&amp;All %1 contacts</source>
        <translation>
            <numerusform>&amp;The %1 contact</numerusform>
            <numerusform>&amp;All %1 contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 &amp;planned changes: what would be fixed or purged</source>
        <translation>
            <numerusform>The %1 &amp;planned change: what would be fixed or purged</numerusform>
            <numerusform>The %1 &amp;planned changes: what would be fixed or purged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 contacts that are &amp;shown, in this order</source>
        <translation>
            <numerusform>The %1 contact that is &amp;shown</numerusform>
            <numerusform>The %1 contacts that are &amp;shown, in this order</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 se&amp;lected contacts</source>
        <translation>
            <numerusform>The %1 se&amp;lected contact</numerusform>
            <numerusform>The %1 se&amp;lected contacts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::SaveRejectsDialog</name>
    <message numerus="yes">
        <source>%1 rows: each with its place in the file and the reasons, then its own cells as they stand, to be mended and checked again.</source>
        <translation>
            <numerusform>%1 row: each with its place in the file and the reasons, then its own cells as they stand, to be mended and checked again.</numerusform>
            <numerusform>%1 rows: each with its place in the file and the reasons, then its own cells as they stand, to be mended and checked again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::TableCopy</name>
    <message numerus="yes">
        <source>%Ln rows are copied.</source>
        <translation>
            <numerusform>%Ln row is copied.</numerusform>
            <numerusform>%Ln rows are copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::TeamTelling</name>
    <message numerus="yes">
        <source>%n entries of the history wait here and are told later: by the next command, or by the window.</source>
        <translation>
            <numerusform>%n entry of the history waits here and is told later: by the next command, or by the window.</numerusform>
            <numerusform>%n entries of the history wait here and are told later: by the next command, or by the window.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::UndoPage</name>
    <message numerus="yes">
        <source>%1 values come back as they were before the run. Contacts concerned: %2.</source>
        <translation>
            <numerusform>%1 value comes back as it was before the run. Contacts concerned: %2.</numerusform>
            <numerusform>%1 values come back as they were before the run. Contacts concerned: %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::WorkbenchHead</name>
    <message numerus="yes">
        <source>%1 contacts</source>
        <translation>
            <numerusform>%1 contact</numerusform>
            <numerusform>%1 contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 decided by a person</source>
        <translation>
            <numerusform>%1 decided by a person</numerusform>
            <numerusform>%1 decided by a person</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::WorkbenchView</name>
    <message numerus="yes">
        <source>%1 contacts read</source>
        <translation>
            <numerusform>%1 contact read</numerusform>
            <numerusform>%1 contacts read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saving: %1 of %2 contacts</source>
        <translation>
            <numerusform>Saving: %1 of %2 contact</numerusform>
            <numerusform>Saving: %1 of %2 contacts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RecordsConsent</name>
    <message numerus="yes">
        <source>Contact id and %Ln attributes of every person in the file</source>
        <translation>
            <numerusform>Contact id and %Ln attribute of every person in the file</numerusform>
            <numerusform>Contact id and %Ln attributes of every person in the file</numerusform>
        </translation>
    </message>
</context>
</TS>
