<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ExportTexts</name>
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
        <source>%1 records without a usable contact id were set aside.</source>
        <translation>
            <numerusform>%1 record without a usable contact id was set aside.</numerusform>
            <numerusform>%1 records without a usable contact id were set aside.</numerusform>
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
        <source>%1 notices to the webhook could not be delivered.</source>
        <translation>
            <numerusform>%1 notice to the webhook could not be delivered.</numerusform>
            <numerusform>%1 notices to the webhook could not be delivered.</numerusform>
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
    <name>muster::ActivityPage</name>
    <message numerus="yes">
        <source>The .partial file with %1 records beside %2 is deleted. The audit keeps an entry of it.</source>
        <translation>
            <numerusform>The .partial file with %1 record beside %2 is deleted. The audit keeps an entry of it.</numerusform>
            <numerusform>The .partial file with %1 records beside %2 is deleted. The audit keeps an entry of it.</numerusform>
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
    <name>muster::RunPane</name>
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
</context>
</TS>
