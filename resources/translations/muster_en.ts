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
    <name>LabelTexts</name>
    <message numerus="yes">
        <source>%1 texts</source>
        <translation>
            <numerusform>%1 text</numerusform>
            <numerusform>%1 texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 labels</source>
        <translation>
            <numerusform>%1 label</numerusform>
            <numerusform>%1 labels</numerusform>
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
        <source>%n item(s) inside</source>
        <translation>
            <numerusform>%n item inside</numerusform>
            <numerusform>%n items inside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactTexts</name>
    <message numerus="yes">
        <source>%1 other contacts have this number, and the rule can’t decide which one to keep.</source>
        <translation>
            <numerusform>%1 other contact has this number, and the rule can’t decide which one to keep.</numerusform>
            <numerusform>%1 other contacts have this number, and the rule can’t decide which one to keep.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 other contacts have this number. This contact is kept.</source>
        <translation>
            <numerusform>%1 other contact has this number. This contact is kept.</numerusform>
            <numerusform>%1 other contacts have this number. This contact is kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 other contacts have this number. The contact kept is:</source>
        <translation>
            <numerusform>%1 other contact has this number. The contact kept is:</numerusform>
            <numerusform>%1 other contacts have this number. The contact kept is:</numerusform>
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
        <source>%1 of the first %2 rows produce a value.</source>
        <translation>
            <numerusform>%1 of the first %2 rows produces a value.</numerusform>
            <numerusform>%1 of the first %2 rows produce a value.</numerusform>
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
        <source>%1 cells count as empty.</source>
        <translation>
            <numerusform>%1 cell counts as empty.</numerusform>
            <numerusform>%1 cells count as empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells are invalid.</source>
        <translation>
            <numerusform>%1 cell is invalid.</numerusform>
            <numerusform>%1 cells are invalid.</numerusform>
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
        <source>%1 files are uploaded one after another, a few contacts first. The list is read before and after each one. The server doesn’t report how long each takes.</source>
        <translation>
            <numerusform>%1 file is uploaded, a few contacts first. The list is read before and after each upload. The server doesn’t report how long each takes.</numerusform>
            <numerusform>%1 files are uploaded one after another, a few contacts first. The list is read before and after each one. The server doesn’t report how long each takes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 fixes</source>
        <translation>
            <numerusform>%1, %2 fix</numerusform>
            <numerusform>%1, %2 fixes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells are invalid and left out.</source>
        <translation>
            <numerusform>%1 cell is invalid and left out.</numerusform>
            <numerusform>%1 cells are invalid and left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportTexts</name>
    <message numerus="yes">
        <source>The records of each page go to %1: the contact ID and %2 attributes of every person in the file. You confirmed that receiver; the history records it.</source>
        <translation>
            <numerusform>The records of each page go to %1: the contact ID and %2 attribute of every person in the file. You confirmed that receiver; the history records it.</numerusform>
            <numerusform>The records of each page go to %1: the contact ID and %2 attributes of every person in the file. You confirmed that receiver; the history records it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 days, one at a time.</source>
        <translation>
            <numerusform>%1 day.</numerusform>
            <numerusform>%1 days, one at a time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tenant allows one request every 30 seconds, so this takes at least %1 minutes.</source>
        <translation>
            <numerusform>The tenant allows one request every 30 seconds, so this takes at least %1 minute.</numerusform>
            <numerusform>The tenant allows one request every 30 seconds, so this takes at least %1 minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Activity from the last %1 minutes before a day is read may be missing.</source>
        <translation>
            <numerusform>Activity from the last %1 minute before a day is read may be missing.</numerusform>
            <numerusform>Activity from the last %1 minutes before a day is read may be missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tenant provides only the last %1 days, and %2 is before them. Choose a later first day.</source>
        <translation>
            <numerusform>The tenant provides only the last %1 day, and %2 is before it. Choose a later first day.</numerusform>
            <numerusform>The tenant provides only the last %1 days, and %2 is before them. Choose a later first day.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells look like spreadsheet formulas and are stored as text.</source>
        <translation>
            <numerusform>%1 cell looks like a spreadsheet formula and is stored as text.</numerusform>
            <numerusform>%1 cells look like spreadsheet formulas and are stored as text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells look like spreadsheet formulas: don’t open the file in a spreadsheet.</source>
        <translation>
            <numerusform>%1 cell looks like a spreadsheet formula: don’t open the file in a spreadsheet.</numerusform>
            <numerusform>%1 cells look like spreadsheet formulas: don’t open the file in a spreadsheet.</numerusform>
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
        <source>%1 records per page.</source>
        <translation>
            <numerusform>%1 record per page.</numerusform>
            <numerusform>%1 records per page.</numerusform>
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
        <source>%1 numbers were imported.</source>
        <translation>
            <numerusform>%1 number was imported.</numerusform>
            <numerusform>%1 numbers were imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 prefixes were imported. Each covers all numbers that start with it.</source>
        <translation>
            <numerusform>%1 prefix was imported. It covers all numbers that start with it.</numerusform>
            <numerusform>%1 prefixes were imported. Each covers all numbers that start with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of them have no country code. They can be read with a default region.</source>
        <translation>
            <numerusform>%1 of them has no country code. It can be read with a default region.</numerusform>
            <numerusform>%1 of them have no country code. They can be read with a default region.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers were damaged by a spreadsheet. Each had exactly one valid reading.</source>
        <translation>
            <numerusform>%1 number was damaged by a spreadsheet. It had exactly one valid reading.</numerusform>
            <numerusform>%1 numbers were damaged by a spreadsheet. Each had exactly one valid reading.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 dates could not be read. The numbers are on the list anyway.</source>
        <translation>
            <numerusform>%1 date could not be read. The number is on the list anyway.</numerusform>
            <numerusform>%1 dates could not be read. The numbers are on the list anyway.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last seen on %1, %2 days ago.</source>
        <translation>
            <numerusform>Last seen on %1, %2 day ago.</numerusform>
            <numerusform>Last seen on %1, %2 days ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1 possible readings, exactly one is a valid number.</source>
        <translation>
            <numerusform>Of %1 possible reading, exactly one is a valid number.</numerusform>
            <numerusform>Of %1 possible readings, exactly one is a valid number.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunFollower</name>
    <message numerus="yes">
        <source>%n webhook notifications are still waiting and will be retried at the next start.</source>
        <translation>
            <numerusform>%n webhook notification is still waiting and will be retried at the next start.</numerusform>
            <numerusform>%n webhook notifications are still waiting and will be retried at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunTexts</name>
    <message numerus="yes">
        <source>%1 numbers were left alone, because they are no longer as they were in the preview. The results say why.</source>
        <translation>
            <numerusform>%1 number was left alone, because it is no longer as it was in the preview. The results say why.</numerusform>
            <numerusform>%1 numbers were left alone, because they are no longer as they were in the preview. The results say why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server refused to change %1 numbers.</source>
        <translation>
            <numerusform>The server refused to change %1 number.</numerusform>
            <numerusform>The server refused to change %1 numbers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers were added to the new group and are still in the old one. Both block them.</source>
        <translation>
            <numerusform>%1 number was added to the new group and is still in the old one. Both block it.</numerusform>
            <numerusform>%1 numbers were added to the new group and are still in the old one. Both block them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1 numbers the group doesn’t show what was sent, or what became of them is unknown.</source>
        <translation>
            <numerusform>Of %1 number the group doesn’t show what was sent, or what became of it is unknown.</numerusform>
            <numerusform>Of %1 numbers the group doesn’t show what was sent, or what became of them is unknown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers have not been changed yet.</source>
        <translation>
            <numerusform>%1 number has not been changed yet.</numerusform>
            <numerusform>%1 numbers have not been changed yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The saved copy of %1 numbers is not encrypted: anyone who can open the file can read it.</source>
        <translation>
            <numerusform>The saved copy of %1 number is not encrypted: anyone who can open the file can read it.</numerusform>
            <numerusform>The saved copy of %1 numbers is not encrypted: anyone who can open the file can read it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Processed %1 numbers</source>
        <translation>
            <numerusform>Processed %1 number</numerusform>
            <numerusform>Processed %1 numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lists were left alone, because they are in use, have changed or could not be copied whole. The results say which and why.</source>
        <translation>
            <numerusform>%1 list was left alone, because it is in use, has changed or could not be copied whole. The results say which and why.</numerusform>
            <numerusform>%1 lists were left alone, because they are in use, have changed or could not be copied whole. The results say which and why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server refused to delete %1 lists.</source>
        <translation>
            <numerusform>The server refused to delete %1 list.</numerusform>
            <numerusform>The server refused to delete %1 lists.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lists were already gone.</source>
        <translation>
            <numerusform>%1 list was already gone.</numerusform>
            <numerusform>%1 lists were already gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lists are still there although the server accepted their deletion, or their state is unknown.</source>
        <translation>
            <numerusform>%1 list is still there although the server accepted its deletion, or its state is unknown.</numerusform>
            <numerusform>%1 lists are still there although the server accepted their deletion, or their state is unknown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lists have not been deleted yet.</source>
        <translation>
            <numerusform>%1 list has not been deleted yet.</numerusform>
            <numerusform>%1 lists have not been deleted yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The copies of %1 lists are not encrypted: anyone who can open the files can read them.</source>
        <translation>
            <numerusform>The copy of %1 list is not encrypted: anyone who can open the file can read it.</numerusform>
            <numerusform>The copies of %1 lists are not encrypted: anyone who can open the files can read them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Processed %1 lists</source>
        <translation>
            <numerusform>Processed %1 list</numerusform>
            <numerusform>Processed %1 lists</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 people are not in the new list, although the server accepted the file they were in.</source>
        <translation>
            <numerusform>%1 person is not in the new list, although the server accepted the file they were in.</numerusform>
            <numerusform>%1 people are not in the new list, although the server accepted the file they were in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 people are in the new list with a different number or different values than were sent.</source>
        <translation>
            <numerusform>%1 person is in the new list with a different number or different values than were sent.</numerusform>
            <numerusform>%1 people are in the new list with a different number or different values than were sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 people in the new list are not among those who were sent.</source>
        <translation>
            <numerusform>%1 person in the new list is not one of those who were sent.</numerusform>
            <numerusform>%1 people in the new list are not among those who were sent.</numerusform>
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
        <source>The .partial file with %1 records next to %2 is deleted. The history keeps an entry for it.</source>
        <translation>
            <numerusform>The .partial file with %1 record next to %2 is deleted. The history keeps an entry for it.</numerusform>
            <numerusform>The .partial file with %1 records next to %2 is deleted. The history keeps an entry for it.</numerusform>
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
        <source>For %1 contacts, it is unknown whether the server accepted their values.</source>
        <translation>
            <numerusform>For %1 contact, it is unknown whether the server accepted its values.</numerusform>
            <numerusform>For %1 contacts, it is unknown whether the server accepted their values.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server refused %1 contacts.</source>
        <translation>
            <numerusform>The server refused %1 contact.</numerusform>
            <numerusform>The server refused %1 contacts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 invalid rows were left out.</source>
        <translation>
            <numerusform>%1 invalid row was left out.</numerusform>
            <numerusform>%1 invalid rows were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server was sent %1 contacts and reports that it processed %2.</source>
        <translation>
            <numerusform>The server was sent %1 contact and reports that it processed %2.</numerusform>
            <numerusform>The server was sent %1 contacts and reports that it processed %2.</numerusform>
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
        <source>The server keeps throttling; requesting %1 records per page from now on.</source>
        <translation>
            <numerusform>The server keeps throttling; requesting %1 record per page from now on.</numerusform>
            <numerusform>The server keeps throttling; requesting %1 records per page from now on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server sent %1 records although %2 were requested; all were kept.</source>
        <translation>
            <numerusform>The server sent %1 record although %2 were requested; all were kept.</numerusform>
            <numerusform>The server sent %1 records although %2 were requested; all were kept.</numerusform>
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
        <source>%1 contacts appeared more than once with the same content and were written once.</source>
        <translation>
            <numerusform>%1 contact appeared more than once with the same content and was written once.</numerusform>
            <numerusform>%1 contacts appeared more than once with the same content and were written once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts appeared again with different content: the first is in the file, the others in the conflicts file next to it.</source>
        <translation>
            <numerusform>%1 contact appeared again with different content: the first is in the file, the other in the conflicts file next to it.</numerusform>
            <numerusform>%1 contacts appeared again with different content: the first is in the file, the others in the conflicts file next to it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records did not fit into a notification or could not be read back, so the webhook is only notified that they are missing. They are in the file.</source>
        <translation>
            <numerusform>%1 record did not fit into a notification or could not be read back, so the webhook is only notified that it is missing. It is in the file.</numerusform>
            <numerusform>%1 records did not fit into a notification or could not be read back, so the webhook is only notified that they are missing. They are in the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records without a usable contact ID were set aside.</source>
        <translation>
            <numerusform>%1 record without a usable contact ID was set aside.</numerusform>
            <numerusform>%1 records without a usable contact ID were set aside.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records don’t match the filters and were left out. Muster applied the filters itself, because the tenant doesn’t support any.</source>
        <translation>
            <numerusform>%1 record doesn’t match the filters and was left out. Muster applied the filters itself, because the tenant doesn’t support any.</numerusform>
            <numerusform>%1 records don’t match the filters and were left out. Muster applied the filters itself, because the tenant doesn’t support any.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Activity from the last %1 minutes before the newest day was read may be missing, because the tenant provides it later. Export that day again to get it.</source>
        <translation>
            <numerusform>Activity from the last %1 minute before the newest day was read may be missing, because the tenant provides it later. Export that day again to get it.</numerusform>
            <numerusform>Activity from the last %1 minutes before the newest day was read may be missing, because the tenant provides it later. Export that day again to get it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tenant counts %1 more records than it returned, so some people may be missing from the file.</source>
        <translation>
            <numerusform>The tenant counts %1 more record than it returned, so a person may be missing from the file.</numerusform>
            <numerusform>The tenant counts %1 more records than it returned, so some people may be missing from the file.</numerusform>
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
        <source>%1 contacts were left in the list, because they carry consent or an opt-out and there is no key store to keep the evidence.</source>
        <translation>
            <numerusform>%1 contact was left in the list, because it carries consent or an opt-out and there is no key store to keep the evidence.</numerusform>
            <numerusform>%1 contacts were left in the list, because they carry consent or an opt-out and there is no key store to keep the evidence.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were left in the list, because their ID is not a plain number and the server can’t remove any others.</source>
        <translation>
            <numerusform>%1 contact was left in the list, because its ID is not a plain number and the server can’t remove any others.</numerusform>
            <numerusform>%1 contacts were left in the list, because their ID is not a plain number and the server can’t remove any others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The segment was recalculated %1 times during the export, so rows may have moved. Some people may be missing from the file, and some values may be out of date. No contact is in it twice.</source>
        <translation>
            <numerusform>The segment was recalculated %1 time during the export, so rows may have moved. Some people may be missing from the file, and some values may be out of date. No contact is in it twice.</numerusform>
            <numerusform>The segment was recalculated %1 times during the export, so rows may have moved. Some people may be missing from the file, and some values may be out of date. No contact is in it twice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 notifications to the webhook could not be delivered.</source>
        <translation>
            <numerusform>%1 notification to the webhook could not be delivered.</numerusform>
            <numerusform>%1 notifications to the webhook could not be delivered.</numerusform>
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
        <source>Applied %1 changes</source>
        <translation>
            <numerusform>Applied %1 change</numerusform>
            <numerusform>Applied %1 changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Processed %1 contacts from the backup</source>
        <translation>
            <numerusform>Processed %1 contact from the backup</numerusform>
            <numerusform>Processed %1 contacts from the backup</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checked %1 numbers</source>
        <translation>
            <numerusform>Checked %1 number</numerusform>
            <numerusform>Checked %1 numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 entries could not be read as numbers and were not checked.</source>
        <translation>
            <numerusform>%1 entry could not be read as a number and was not checked.</numerusform>
            <numerusform>%1 entries could not be read as numbers and were not checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %1 numbers, it is unknown whether they are blocked.</source>
        <translation>
            <numerusform>For %1 number, it is unknown whether it is blocked.</numerusform>
            <numerusform>For %1 numbers, it is unknown whether they are blocked.</numerusform>
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
        <source>The copy of %1 contacts is not encrypted: anyone who can open the file can read it.</source>
        <translation>
            <numerusform>The copy of %1 contact is not encrypted: anyone who can open the file can read it.</numerusform>
            <numerusform>The copy of %1 contacts is not encrypted: anyone who can open the file can read it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server refused %1 changes.</source>
        <translation>
            <numerusform>The server refused %1 change.</numerusform>
            <numerusform>The server refused %1 changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %1 changes, it is unknown whether the server made them.</source>
        <translation>
            <numerusform>For %1 change, it is unknown whether the server made it.</numerusform>
            <numerusform>For %1 changes, it is unknown whether the server made them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changes were accepted by the server but are not verified.</source>
        <translation>
            <numerusform>%1 change was accepted by the server but is not verified.</numerusform>
            <numerusform>%1 changes were accepted by the server but are not verified.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were already gone.</source>
        <translation>
            <numerusform>%1 contact was already gone.</numerusform>
            <numerusform>%1 contacts were already gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts were left unchanged, because they have changed since they were checked.</source>
        <translation>
            <numerusform>%1 contact was left unchanged, because it has changed since it was checked.</numerusform>
            <numerusform>%1 contacts were left unchanged, because they have changed since they were checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are still in the list, although their purge was accepted.</source>
        <translation>
            <numerusform>%1 contact is still in the list, although its purge was accepted.</numerusform>
            <numerusform>%1 contacts are still in the list, although their purge was accepted.</numerusform>
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
        <source>%1 contacts were already in the list and were left alone.</source>
        <translation>
            <numerusform>%1 contact was already in the list and was left alone.</numerusform>
            <numerusform>%1 contacts were already in the list and were left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts now have a different number and were left alone.</source>
        <translation>
            <numerusform>%1 contact now has a different number and was left alone.</numerusform>
            <numerusform>%1 contacts now have a different number and were left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers could not be looked up. The failed look-ups were not used.</source>
        <translation>
            <numerusform>%1 number could not be looked up. The failed look-up was not used.</numerusform>
            <numerusform>%1 numbers could not be looked up. The failed look-ups were not used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers have no answer because the budget is used up. They are not checked.</source>
        <translation>
            <numerusform>%1 number has no answer because the budget is used up. It is not checked.</numerusform>
            <numerusform>%1 numbers have no answer because the budget is used up. They are not checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts appeared more than once; each is shown once.</source>
        <translation>
            <numerusform>%1 contact appeared more than once; it is shown once.</numerusform>
            <numerusform>%1 contacts appeared more than once; each is shown once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts already have their old number.</source>
        <translation>
            <numerusform>%1 contact already has its old number.</numerusform>
            <numerusform>%1 contacts already have their old number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 old numbers can’t be written back: the server accepts only international numbers as corrections.</source>
        <translation>
            <numerusform>%1 old number can’t be written back: the server accepts only international numbers as corrections.</numerusform>
            <numerusform>%1 old numbers can’t be written back: the server accepts only international numbers as corrections.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts don’t match what was restored, although the server reported success.</source>
        <translation>
            <numerusform>%1 contact doesn’t match what was restored, although the server reported success.</numerusform>
            <numerusform>%1 contacts don’t match what was restored, although the server reported success.</numerusform>
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
        <source>Processed %1 contacts from the enrichment</source>
        <translation>
            <numerusform>Processed %1 contact from the enrichment</numerusform>
            <numerusform>Processed %1 contacts from the enrichment</numerusform>
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
        <source>%1 old values can’t be restored: they don’t match their attribute’s type.</source>
        <translation>
            <numerusform>%1 old value can’t be restored: it doesn’t match its attribute’s type.</numerusform>
            <numerusform>%1 old values can’t be restored: they don’t match their attribute’s type.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The previous values of %1 contacts could not be read, so this run can’t be undone.</source>
        <translation>
            <numerusform>The previous values of %1 contact could not be read, so this run can’t be undone.</numerusform>
            <numerusform>The previous values of %1 contacts could not be read, so this run can’t be undone.</numerusform>
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
        <source>%1 contacts are no longer in the list and are not created.</source>
        <translation>
            <numerusform>%1 contact is no longer in the list and is not created.</numerusform>
            <numerusform>%1 contacts are no longer in the list and are not created.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts would need more than the 512 characters that the server accepts per contact, and were left unchanged.</source>
        <translation>
            <numerusform>%1 contact would need more than the 512 characters that the server accepts per contact, and was left unchanged.</numerusform>
            <numerusform>%1 contacts would need more than the 512 characters that the server accepts per contact, and were left unchanged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts have a value that can’t be sent in a file as is, and were left unchanged.</source>
        <translation>
            <numerusform>%1 contact has a value that can’t be sent in a file as is, and was left unchanged.</numerusform>
            <numerusform>%1 contacts have a value that can’t be sent in a file as is, and were left unchanged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts have several numbers, which an upload might lose, and were left unchanged.</source>
        <translation>
            <numerusform>%1 contact has several numbers, which an upload might lose, and was left unchanged.</numerusform>
            <numerusform>%1 contacts have several numbers, which an upload might lose, and were left unchanged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are unchanged, although the server reported the upload as complete.</source>
        <translation>
            <numerusform>%1 contact is unchanged, although the server reported the upload as complete.</numerusform>
            <numerusform>%1 contacts are unchanged, although the server reported the upload as complete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts show a different value than was sent, although the server reported the upload as complete.</source>
        <translation>
            <numerusform>%1 contact shows a different value than was sent, although the server reported the upload as complete.</numerusform>
            <numerusform>%1 contacts show a different value than was sent, although the server reported the upload as complete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are no longer in the list.</source>
        <translation>
            <numerusform>%1 contact is no longer in the list.</numerusform>
            <numerusform>%1 contacts are no longer in the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts would need more than the 512 characters that the server accepts per contact.</source>
        <translation>
            <numerusform>%1 contact would need more than the 512 characters that the server accepts per contact.</numerusform>
            <numerusform>%1 contacts would need more than the 512 characters that the server accepts per contact.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts have a value that can’t be sent in a file as is.</source>
        <translation>
            <numerusform>%1 contact has a value that can’t be sent in a file as is.</numerusform>
            <numerusform>%1 contacts have a value that can’t be sent in a file as is.</numerusform>
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
        <source>The server can’t keep up; requesting %1 transcripts at a time.</source>
        <translation>
            <numerusform>The server can’t keep up; requesting %1 transcript at a time.</numerusform>
            <numerusform>The server can’t keep up; requesting %1 transcripts at a time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server keeps up; requesting %1 transcripts at a time again.</source>
        <translation>
            <numerusform>The server keeps up; requesting %1 transcript at a time again.</numerusform>
            <numerusform>The server keeps up; requesting %1 transcripts at a time again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The numbers of %1 contacts were already in the do-not-call group. Undoing this run leaves them there.</source>
        <translation>
            <numerusform>The number of %1 contact was already in the do-not-call group. Undoing this run leaves it there.</numerusform>
            <numerusform>The numbers of %1 contacts were already in the do-not-call group. Undoing this run leaves them there.</numerusform>
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
        <source>%1 contacts have the same number as another contact of this run, which counts for both.</source>
        <translation>
            <numerusform>%1 contact has the same number as another contact of this run, which counts for both.</numerusform>
            <numerusform>%1 contacts have the same number as another contact of this run, which counts for both.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The numbers of %1 contacts are not in the do-not-call group, although the server accepted them.</source>
        <translation>
            <numerusform>The number of %1 contact is not in the do-not-call group, although the server accepted it.</numerusform>
            <numerusform>The numbers of %1 contacts are not in the do-not-call group, although the server accepted them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts can still be called from this list, because not every skill of the list honors the do-not-call group.</source>
        <translation>
            <numerusform>%1 contact can still be called from this list, because not every skill of the list honors the do-not-call group.</numerusform>
            <numerusform>%1 contacts can still be called from this list, because not every skill of the list honors the do-not-call group.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers were left in the do-not-call group, because it is not verified that the run added them.</source>
        <translation>
            <numerusform>%1 number was left in the do-not-call group, because it is not verified that the run added it.</numerusform>
            <numerusform>%1 numbers were left in the do-not-call group, because it is not verified that the run added them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers were no longer in the do-not-call group.</source>
        <translation>
            <numerusform>%1 number was no longer in the do-not-call group.</numerusform>
            <numerusform>%1 numbers were no longer in the do-not-call group.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 invalid cells were left out; these contacts keep their values.</source>
        <translation>
            <numerusform>%1 invalid cell was left out; this contact keeps its value.</numerusform>
            <numerusform>%1 invalid cells were left out; these contacts keep their values.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScopeTexts</name>
    <message numerus="yes">
        <source>All %1 contacts in the list; no filter is set.</source>
        <translation>
            <numerusform>The only contact (%1) in the list; no filter is set.</numerusform>
            <numerusform>All %1 contacts in the list; no filter is set.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore %1 contacts</source>
        <translation>
            <numerusform>Restore %1 contact</numerusform>
            <numerusform>Restore %1 contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore %1 old numbers</source>
        <translation>
            <numerusform>Restore %1 old number</numerusform>
            <numerusform>Restore %1 old numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore contacts (%1) and %2 old numbers</source>
        <translation>
            <numerusform>Restore contacts (%1) and %2 old number</numerusform>
            <numerusform>Restore contacts (%1) and %2 old numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 number changes can’t be undone: the old numbers aren’t international.</source>
        <translation>
            <numerusform>%1 number change can’t be undone: the old number isn’t international.</numerusform>
            <numerusform>%1 number changes can’t be undone: the old numbers aren’t international.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 skills honor this group.</source>
        <translation>
            <numerusform>%1 skill honors this group.</numerusform>
            <numerusform>%1 skills honor this group.</numerusform>
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
        <source>Unblock %1 and restore %2 old numbers</source>
        <translation>
            <numerusform>Unblock %1 and restore %2 old number</numerusform>
            <numerusform>Unblock %1 and restore %2 old numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeamTexts</name>
    <message numerus="yes">
        <source>%n entries are not in the team database yet.</source>
        <translation>
            <numerusform>%n entry is not in the team database yet.</numerusform>
            <numerusform>%n entries are not in the team database yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n database records could not be read and were skipped.</source>
        <translation>
            <numerusform>%n database record could not be read and was skipped.</numerusform>
            <numerusform>%n database records could not be read and were skipped.</numerusform>
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
        <source>%1 values were empty before and stay unchanged: the server doesn’t accept empty values.</source>
        <translation>
            <numerusform>%1 value was empty before and stays unchanged: the server doesn’t accept empty values.</numerusform>
            <numerusform>%1 values were empty before and stay unchanged: the server doesn’t accept empty values.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values can’t be restored: they don’t match their attribute’s type.</source>
        <translation>
            <numerusform>%1 value can’t be restored: it doesn’t match its attribute’s type.</numerusform>
            <numerusform>%1 values can’t be restored: they don’t match their attribute’s type.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values belong to contacts that are no longer in the list.</source>
        <translation>
            <numerusform>%1 value belongs to a contact that is no longer in the list.</numerusform>
            <numerusform>%1 values belong to contacts that are no longer in the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values are left out by choice and stay unchanged.</source>
        <translation>
            <numerusform>%1 value is left out by choice and stays unchanged.</numerusform>
            <numerusform>%1 values are left out by choice and stay unchanged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore %1 values</source>
        <translation>
            <numerusform>Restore %1 value</numerusform>
            <numerusform>Restore %1 values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ActivityPage</name>
    <message numerus="yes">
        <source>%1 pending</source>
        <translation>
            <numerusform>%1 pending</numerusform>
            <numerusform>%1 pending</numerusform>
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
        <source>%1 contacts are purged one by one after all updates finish.</source>
        <translation>
            <numerusform>%1 contact is purged after all updates finish.</numerusform>
            <numerusform>%1 contacts are purged one by one after all updates finish.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %3 requests at the server’s current speed.</source>
        <translation>
            <numerusform>%1 to %2: %3 request at the server’s current speed.</numerusform>
            <numerusform>%1 to %2: %3 requests at the server’s current speed.</numerusform>
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
        <source>This takes %1 batches of at most %2.</source>
        <translation>
            <numerusform>This takes %1 batch of at most %2.</numerusform>
            <numerusform>This takes %1 batches of at most %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An uploaded file corrects %1 numbers. The list is then read again to check the results.</source>
        <translation>
            <numerusform>An uploaded file corrects %1 number. The list is then read again to check the result.</numerusform>
            <numerusform>An uploaded file corrects %1 numbers. The list is then read again to check the results.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 contacts are purged, at most %2 per request, after all updates finish.</source>
        <translation>
            <numerusform>%1 contact is purged, at most %2 per request, after all updates finish.</numerusform>
            <numerusform>%1 contacts are purged, at most %2 per request, after all updates finish.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The numbers of %1 contacts are added to the group after all updates finish. The contacts stay in the list. Only the first number of each contact is used; a number that no group can hold is skipped.</source>
        <translation>
            <numerusform>The number of %1 contact is added to the group after all updates finish. The contact stays in the list. Only its first number is used; a number that no group can hold is skipped.</numerusform>
            <numerusform>The numbers of %1 contacts are added to the group after all updates finish. The contacts stay in the list. Only the first number of each contact is used; a number that no group can hold is skipped.</numerusform>
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
        <source>Muting %1 drops %2 contacts.</source>
        <translation>
            <numerusform>Muting %1 drops %2 contact.</numerusform>
            <numerusform>Muting %1 drops %2 contacts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::AudienceFields</name>
    <message numerus="yes">
        <source>%1 fields from a file.</source>
        <translation>
            <numerusform>%1 field from a file.</numerusform>
            <numerusform>%1 fields from a file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 fields from the loaded contacts.</source>
        <translation>
            <numerusform>%1 field from the loaded contacts.</numerusform>
            <numerusform>%1 fields from the loaded contacts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 fields were already imported for all audiences of %2. The file replaces them.</source>
        <translation>
            <numerusform>%1 field was already imported for all audiences of %2. The file replaces it.</numerusform>
            <numerusform>%1 fields were already imported for all audiences of %2. The file replaces them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::AudienceIndexPane</name>
    <message numerus="yes">
        <source>Open in your last session and not saved yet: %1 and %2 others.</source>
        <translation>
            <numerusform>Open in your last session and not saved yet: %1 and %2 other.</numerusform>
            <numerusform>Open in your last session and not saved yet: %1 and %2 others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open in your last session and not registered yet: %1 and %2 others.</source>
        <translation>
            <numerusform>Open in your last session and not registered yet: %1 and %2 other.</numerusform>
            <numerusform>Open in your last session and not registered yet: %1 and %2 others.</numerusform>
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
        <source>%n cells looked like formulas and were converted to text.</source>
        <translation>
            <numerusform>%n cell looked like a formula and was converted to text.</numerusform>
            <numerusform>%n cells looked like formulas and were converted to text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries saved to %1. This is a selection: only the whole history can be verified.</source>
        <translation>
            <numerusform>%n entry saved to %1. This is a selection: only the whole history can be verified.</numerusform>
            <numerusform>%n entries saved to %1. This is a selection: only the whole history can be verified.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ComparisonBox</name>
    <message numerus="yes">
        <source>Under “%2”, the verdict of %1 contacts would change:</source>
        <translation>
            <numerusform>Under “%2”, the verdict of %1 contact would change:</numerusform>
            <numerusform>Under “%2”, the verdict of %1 contacts would change:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ConflictView</name>
    <message numerus="yes">
        <source>%1 parts need your choice.</source>
        <translation>
            <numerusform>%1 part needs your choice.</numerusform>
            <numerusform>%1 parts need your choice.</numerusform>
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
        <source>%1 rows couldn’t be read</source>
        <translation>
            <numerusform>%1 row couldn’t be read</numerusform>
            <numerusform>%1 rows couldn’t be read</numerusform>
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
        <source>%1 rows couldn’t be read (row %2).</source>
        <translation>
            <numerusform>%1 row couldn’t be read (row %2).</numerusform>
            <numerusform>%1 rows couldn’t be read (row %2).</numerusform>
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
        <source>Batches of at most %1 contacts, at most %2 per second.</source>
        <translation>
            <numerusform>Batches of at most %1 contact, at most %2 per second.</numerusform>
            <numerusform>Batches of at most %1 contacts, at most %2 per second.</numerusform>
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
        <source>%1 rows are invalid.</source>
        <translation>
            <numerusform>%1 row is invalid.</numerusform>
            <numerusform>%1 rows are invalid.</numerusform>
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
        <source>%1 rows are skipped because of an empty cell.</source>
        <translation>
            <numerusform>%1 row is skipped because of an empty cell.</numerusform>
            <numerusform>%1 rows are skipped because of an empty cell.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Column “%1”: %3 (%2 times).</source>
        <translation>
            <numerusform>Column “%1”: %3 (%2 time).</numerusform>
            <numerusform>Column “%1”: %3 (%2 times).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Showing the first %1 of %2.</source>
        <translation>
            <numerusform>Showing the first %1 of %2.</numerusform>
            <numerusform>Showing the first %1 of %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave &amp;out %1 invalid rows and send the others</source>
        <translation>
            <numerusform>Leave &amp;out %1 invalid row and send the others</numerusform>
            <numerusform>Leave &amp;out %1 invalid rows and send the others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 invalid cells are left out.</source>
        <translation>
            <numerusform>%1 invalid cell is left out.</numerusform>
            <numerusform>%1 invalid cells are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cells can be fixed here: choose Fix cells.</source>
        <translation>
            <numerusform>%1 cell can be fixed here: choose Fix cells.</numerusform>
            <numerusform>%1 cells can be fixed here: choose Fix cells.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 older rows are left out.</source>
        <translation>
            <numerusform>%1 older row is left out.</numerusform>
            <numerusform>%1 older rows are left out.</numerusform>
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
        <source>Values for %1 contacts of “%2” (%3), from file “%4”.</source>
        <translation>
            <numerusform>Values for %1 contact of “%2” (%3), from file “%4”.</numerusform>
            <numerusform>Values for %1 contacts of “%2” (%3), from file “%4”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 invalid rows.</source>
        <translation>
            <numerusform>%1 invalid row.</numerusform>
            <numerusform>%1 invalid rows.</numerusform>
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
        <source>%1 rows skipped because of an empty cell.</source>
        <translation>
            <numerusform>%1 row skipped because of an empty cell.</numerusform>
            <numerusform>%1 rows skipped because of an empty cell.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enrich %1 contacts</source>
        <translation>
            <numerusform>Enrich %1 contact</numerusform>
            <numerusform>Enrich %1 contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 invalid cells; these contacts keep their values.</source>
        <translation>
            <numerusform>%1 invalid cell; this contact keeps its value.</numerusform>
            <numerusform>%1 invalid cells; these contacts keep their values.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 older rows; only the newest row for a contact counts.</source>
        <translation>
            <numerusform>%1 older row; a newer row for the same contact is sent.</numerusform>
            <numerusform>%1 older rows; a newer row for the same contact is sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::EnrichSourcePane</name>
    <message numerus="yes">
        <source>%1 rows in total.</source>
        <translation>
            <numerusform>%1 row in total.</numerusform>
            <numerusform>%1 rows in total.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Figures are based on the first %1 rows.</source>
        <translation>
            <numerusform>Figures are based on the first %1 row.</numerusform>
            <numerusform>Figures are based on the first %1 rows.</numerusform>
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
        <source>%1 loaded contacts</source>
        <translation>
            <numerusform>%1 loaded contact</numerusform>
            <numerusform>%1 loaded contacts</numerusform>
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
        <source>Counted on this computer in %1. Unknown for %2: a field is missing from these contacts.</source>
        <translation>
            <numerusform>Counted on this computer in %1. Unknown for %2: a field is missing from these contacts.</numerusform>
            <numerusform>Counted on this computer in %1. Unknown for %2: a field is missing from these contacts.</numerusform>
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
        <source>First page: %1 records, %2 shown</source>
        <translation>
            <numerusform>First page: %1 record, %2 shown</numerusform>
            <numerusform>First page: %1 records, %2 shown</numerusform>
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
        <source>One job requests the transcripts of %3 interactions from %1 (%2).</source>
        <translation>
            <numerusform>One job requests the transcript of %3 interaction from %1 (%2).</numerusform>
            <numerusform>One job requests the transcripts of %3 interactions from %1 (%2).</numerusform>
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
        <source>You can open at most %n files at once.</source>
        <translation>
            <numerusform>You can open at most %n file at once.</numerusform>
            <numerusform>You can open at most %n files at once.</numerusform>
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
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::HelpContentsPane</name>
    <message numerus="yes">
        <source>%Ln result(s)</source>
        <translation>
            <numerusform>%Ln result</numerusform>
            <numerusform>%Ln results</numerusform>
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
        <source>The plan’s %1 manual decisions are not included.</source>
        <translation>
            <numerusform>The plan’s %1 manual decision is not included.</numerusform>
            <numerusform>The plan’s %1 manual decisions are not included.</numerusform>
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
        <source>At most %1 requests are sent, within the budget of %2. Each retry counts as a request.</source>
        <translation>
            <numerusform>At most %1 request is sent, within the budget of %2. Each retry counts as a request.</numerusform>
            <numerusform>At most %1 requests are sent, within the budget of %2. Each retry counts as a request.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %1 requests are sent.</source>
        <translation>
            <numerusform>At most %1 request is sent.</numerusform>
            <numerusform>At most %1 requests are sent.</numerusform>
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
        <source>Ask %1 for the line types of %2 numbers at %3 each: %4 in total, in your account’s currency.</source>
        <translation>
            <numerusform>Ask %1 for the line type of %2 number at %3: %4 in total, in your account’s currency.</numerusform>
            <numerusform>Ask %1 for the line types of %2 numbers at %3 each: %4 in total, in your account’s currency.</numerusform>
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
        <source>The numbering plan can’t determine the line type of %1 unique numbers.</source>
        <translation>
            <numerusform>The numbering plan can’t determine the line type of %1 number.</numerusform>
            <numerusform>The numbering plan can’t determine the line type of %1 unique numbers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of them are known from earlier look-ups, so %2 would be looked up.</source>
        <translation>
            <numerusform>%1 of them is known from earlier look-ups, so %2 would be looked up.</numerusform>
            <numerusform>%1 of them are known from earlier look-ups, so %2 would be looked up.</numerusform>
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
        <source>The list no longer has these attributes of the mapping, so they are left out: %1.</source>
        <translation>
            <numerusform>The list no longer has this attribute of the mapping, so it is left out: %1.</numerusform>
            <numerusform>The list no longer has these attributes of the mapping, so they are left out: %1.</numerusform>
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
        <source>%n selected item(s)</source>
        <translation>
            <numerusform>%n selected item</numerusform>
            <numerusform>%n selected items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::NoticesCommand</name>
    <message numerus="yes">
        <source>%n notification(s) were queued again.</source>
        <translation>
            <numerusform>%n notification was queued again.</numerusform>
            <numerusform>%n notifications were queued again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notification(s) still waiting; retried at the next start.</source>
        <translation>
            <numerusform>%n notification still waiting; retried at the next start.</numerusform>
            <numerusform>%n notifications still waiting; retried at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::OneOfDialog</name>
    <message numerus="yes">
        <source>Use %n value(s)</source>
        <translation>
            <numerusform>Use %n value</numerusform>
            <numerusform>Use %n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::OutcomePane</name>
    <message numerus="yes">
        <source>For %1 contacts, the numbering plan can’t tell whether the line is fixed, mobile or VoIP. That alone changes no verdict.</source>
        <translation>
            <numerusform>For %1 contact, the numbering plan can’t tell whether the line is fixed, mobile or VoIP. That alone changes no verdict.</numerusform>
            <numerusform>For %1 contacts, the numbering plan can’t tell whether the line is fixed, mobile or VoIP. That alone changes no verdict.</numerusform>
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
        <source>This purges %1 of %2 contacts, nearly the whole list. To allow it, type the number of contacts and the list’s name, “%3”.</source>
        <translation>
            <numerusform>This purges %1 of %2 contacts, nearly the whole list. To allow it, type the number of contacts and the list’s name, “%3”.</numerusform>
            <numerusform>This purges %1 of %2 contacts, nearly the whole list. To allow it, type the number of contacts and the list’s name, “%3”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This purges %1 of %2 contacts. To allow it, type the number of contacts.</source>
        <translation>
            <numerusform>This purges %1 of %2 contacts. To allow it, type the number of contacts.</numerusform>
            <numerusform>This purges %1 of %2 contacts. To allow it, type the number of contacts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This blocks the numbers of %1 of %2 contacts, nearly the whole list. To allow it, type the number of contacts and the list’s name, “%3”.</source>
        <translation>
            <numerusform>This blocks the number of %1 of %2 contacts, nearly the whole list. To allow it, type the number of contacts and the list’s name, “%3”.</numerusform>
            <numerusform>This blocks the numbers of %1 of %2 contacts, nearly the whole list. To allow it, type the number of contacts and the list’s name, “%3”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This blocks the numbers of %1 of %2 contacts. To allow it, type the number of contacts.</source>
        <translation>
            <numerusform>This blocks the number of %1 of %2 contacts. To allow it, type the number of contacts.</numerusform>
            <numerusform>This blocks the numbers of %1 of %2 contacts. To allow it, type the number of contacts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RegisterController</name>
    <message numerus="yes">
        <source>It has %1 people, evaluated %2.</source>
        <translation>
            <numerusform>It has %1 person, evaluated %2.</numerusform>
            <numerusform>It has %1 people, evaluated %2.</numerusform>
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
        <source>By the tenant’s last evaluation, it has %1 people.</source>
        <translation>
            <numerusform>By the tenant’s last evaluation, it has %1 person.</numerusform>
            <numerusform>By the tenant’s last evaluation, it has %1 people.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1 loaded contacts, %2 match.</source>
        <translation>
            <numerusform>Of %1 loaded contact, %2 match.</numerusform>
            <numerusform>Of %1 loaded contacts, %2 match.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RejectsController</name>
    <message numerus="yes">
        <source>%1 rejected rows saved to %2.</source>
        <translation>
            <numerusform>%1 rejected row saved to %2.</numerusform>
            <numerusform>%1 rejected rows saved to %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::RestoreContactsPane</name>
    <message numerus="yes">
        <source>%1 of %2 purged contacts come back to “%3” with ID and number.</source>
        <translation>
            <numerusform>%1 of %2 purged contact comes back to “%3” with ID and number.</numerusform>
            <numerusform>%1 of %2 purged contacts come back to “%3” with ID and number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 corrected contacts get their old number back.</source>
        <translation>
            <numerusform>%1 of %2 corrected contact gets its old number back.</numerusform>
            <numerusform>%1 of %2 corrected contacts get their old number back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 corrected contacts keep their current number: the server accepts only international numbers (+…) as corrections, and their old number isn’t one.</source>
        <translation>
            <numerusform>%1 corrected contact keeps its current number: the server accepts only international numbers (+…) as corrections, and its old number isn’t one.</numerusform>
            <numerusform>%1 corrected contacts keep their current number: the server accepts only international numbers (+…) as corrections, and their old number isn’t one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocked numbers leave the do-not-call group “%3” if this run put them there. Numbers that were there before, or that others added, stay. People whose numbers are unblocked may be called again.</source>
        <translation>
            <numerusform>%1 of %2 blocked number leaves the do-not-call group “%3” if this run put it there. Numbers that were there before, or that others added, stay. People whose numbers are unblocked may be called again.</numerusform>
            <numerusform>%1 of %2 blocked numbers leave the do-not-call group “%3” if this run put them there. Numbers that were there before, or that others added, stay. People whose numbers are unblocked may be called again.</numerusform>
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
    <name>muster::RetentionReminder</name>
    <message numerus="yes">
        <source>%n closed history file(s) are past the retention period and can be removed.</source>
        <translation>
            <numerusform>%n closed history file is past the retention period and can be removed.</numerusform>
            <numerusform>%n closed history files are past the retention period and can be removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::SettingsPage</name>
    <message numerus="yes">
        <source>Kept for %n days</source>
        <translation>
            <numerusform>Kept for %n day</numerusform>
            <numerusform>Kept for %n days</numerusform>
        </translation>
    </message>
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
        <source>%1 notifications could not be delivered</source>
        <translation>
            <numerusform>%1 notification could not be delivered</numerusform>
            <numerusform>%1 notifications could not be delivered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pages, %2 records per page</source>
        <translation>
            <numerusform>%1 page, %2 records per page</numerusform>
            <numerusform>%1 pages, %2 records per page</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 retries, not throttled</source>
        <translation>
            <numerusform>%1 retry, not throttled</numerusform>
            <numerusform>%1 retries, not throttled</numerusform>
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
        <source>%1 without a usable ID, set aside</source>
        <translation>
            <numerusform>%1 without a usable ID, set aside</numerusform>
            <numerusform>%1 without a usable ID, set aside</numerusform>
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
        <source>%1 rows: each with its place in the file, the reasons, and its original cells, to be fixed and checked again.</source>
        <translation>
            <numerusform>%1 row: with its place in the file, the reasons, and its original cells, to be fixed and checked again.</numerusform>
            <numerusform>%1 rows: each with its place in the file, the reasons, and its original cells, to be fixed and checked again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::TableCopy</name>
    <message numerus="yes">
        <source>%Ln rows copied.</source>
        <translation>
            <numerusform>%Ln row copied.</numerusform>
            <numerusform>%Ln rows copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::TeamTelling</name>
    <message numerus="yes">
        <source>%n history entries are waiting here and will be sent later, by the next command or the window.</source>
        <translation>
            <numerusform>%n history entry is waiting here and will be sent later, by the next command or the window.</numerusform>
            <numerusform>%n history entries are waiting here and will be sent later, by the next command or the window.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::UndoPage</name>
    <message numerus="yes">
        <source>%1 values return to what they were before the run. Contacts affected: %2.</source>
        <translation>
            <numerusform>%1 value returns to what it was before the run. Contacts affected: %2.</numerusform>
            <numerusform>%1 values return to what they were before the run. Contacts affected: %2.</numerusform>
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
        <source>%1 set manually</source>
        <translation>
            <numerusform>%1 set manually</numerusform>
            <numerusform>%1 set manually</numerusform>
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
        <source>Contact ID and %Ln attributes of every person in the file</source>
        <translation>
            <numerusform>Contact ID and %Ln attribute of every person in the file</numerusform>
            <numerusform>Contact ID and %Ln attributes of every person in the file</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListIndexTexts</name>
    <message numerus="yes">
        <source>not used for %n day(s), last on %1</source>
        <translation>
            <numerusform>not used for %n day, last on %1</numerusform>
            <numerusform>not used for %n days, last on %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n list(s) of unknown size aren’t included.</source>
        <translation>
            <numerusform>%n list of unknown size isn’t included.</numerusform>
            <numerusform>%n lists of unknown size aren’t included.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do-not-call group(s) of unknown size aren’t included.</source>
        <translation>
            <numerusform>%n do-not-call group of unknown size isn’t included.</numerusform>
            <numerusform>%n do-not-call groups of unknown size aren’t included.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::StaleListsPage</name>
    <message numerus="yes">
        <source> day(s)</source>
        <translation>
            <numerusform> day</numerusform>
            <numerusform> days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n list(s) can’t be decided.</source>
        <translation>
            <numerusform>%n list can’t be decided.</numerusform>
            <numerusform>%n lists can’t be decided.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoNotCallChangeTexts</name>
    <message numerus="yes">
        <source>%1 skills that honor %2 will skip these numbers: %3.</source>
        <translation>
            <numerusform>%1 skill that honors %2 will skip these numbers: %3.</numerusform>
            <numerusform>%1 skills that honor %2 will skip these numbers: %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 skills will no longer skip these numbers because of %2: %3.</source>
        <translation>
            <numerusform>%1 skill will no longer skip these numbers because of %2: %3.</numerusform>
            <numerusform>%1 skills will no longer skip these numbers because of %2: %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers will be added to %2.</source>
        <translation>
            <numerusform>%1 number will be added to %2.</numerusform>
            <numerusform>%1 numbers will be added to %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers will be expired in %2.</source>
        <translation>
            <numerusform>%1 number will be expired in %2.</numerusform>
            <numerusform>%1 numbers will be expired in %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers will be moved from %2 to %3.</source>
        <translation>
            <numerusform>%1 number will be moved from %2 to %3.</numerusform>
            <numerusform>%1 numbers will be moved from %2 to %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers will be blocked in %2 again, with the end that they had.</source>
        <translation>
            <numerusform>%1 number will be blocked in %2 again, with the end that it had.</numerusform>
            <numerusform>%1 numbers will be blocked in %2 again, with the end that they had.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers that were added to %2 will be expired there.</source>
        <translation>
            <numerusform>%1 number that was added to %2 will be expired there.</numerusform>
            <numerusform>%1 numbers that were added to %2 will be expired there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 numbers will be moved back from %2 to %3.</source>
        <translation>
            <numerusform>%1 number will be moved back from %2 to %3.</numerusform>
            <numerusform>%1 numbers will be moved back from %2 to %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListDeletionTexts</name>
    <message numerus="yes">
        <source>%1 lists will be deleted, with %2 contacts.</source>
        <translation>
            <numerusform>%1 list will be deleted, with %2 contacts.</numerusform>
            <numerusform>%1 lists will be deleted, with %2 contacts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 others are left alone.</source>
        <translation>
            <numerusform>%1 other is left alone.</numerusform>
            <numerusform>%1 others are left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 can’t be put into a list as they were and are left out.</source>
        <translation>
            <numerusform>%1 can’t be put into a list as it was and is left out.</numerusform>
            <numerusform>%1 can’t be put into a list as they were and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::ListDeletionPage</name>
    <message numerus="yes">
        <source>Delete %1 lists</source>
        <translation>
            <numerusform>Delete %1 list</numerusform>
            <numerusform>Delete %1 lists</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::GroupChangePane</name>
    <message numerus="yes">
        <source>Undo for %1 numbers</source>
        <translation>
            <numerusform>Undo for %1 number</numerusform>
            <numerusform>Undo for %1 numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %1 numbers</source>
        <translation>
            <numerusform>Add %1 number</numerusform>
            <numerusform>Add %1 numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Expire %1 numbers</source>
        <translation>
            <numerusform>Expire %1 number</numerusform>
            <numerusform>Expire %1 numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %1 numbers</source>
        <translation>
            <numerusform>Move %1 number</numerusform>
            <numerusform>Move %1 numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::CellFixDialog</name>
    <message numerus="yes">
        <source>Of %2 invalid cells, up to %1 become valid.</source>
        <translation>
            <numerusform>Of %2 invalid cell, up to %1 becomes valid.</numerusform>
            <numerusform>Of %2 invalid cells, up to %1 become valid.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>muster::MatchingDialog</name>
    <message numerus="yes">
        <source>%1 of the first %2 cells are dates in this format.</source>
        <translation>
            <numerusform>%1 of the first %2 cells is a date in this format.</numerusform>
            <numerusform>%1 of the first %2 cells are dates in this format.</numerusform>
        </translation>
    </message>
</context>
</TS>
