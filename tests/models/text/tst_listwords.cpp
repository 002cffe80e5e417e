// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/applyrules.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/text/applytexts.h"
#include "models/text/errorcodes.h"
#include "models/text/errortexts.h"
#include "models/text/listreport.h"
#include "models/text/listtexts.h"
#include "resources/resources.h"
#include "tests/support/testprogram.h"

#include <QLocale>
#include <QSet>

using namespace muster;

namespace tst_listwords {

class TestListWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*QCoreApplication::instance());
    }

    void errorsSayWhatAndWhatToDo()
    {
        for (const char *code : {"plan_unreadable",
                                 "plan_change_no_id",
                                 "plan_counts",
                                 "plan_header",
                                 "plan_changes",
                                 "plan_line",
                                 "override_not_checked",
                                 "override_no_number",
                                 "override_verdict",
                                 "directive_unreadable",
                                 "directives_damaged",
                                 "unknown_directive",
                                 "bad_directive",
                                 "too_many_directives",
                                 "name_missing",
                                 "name_too_long",
                                 "number_lists_damaged",
                                 "number_list_altered",
                                 "number_list_unreadable",
                                 "unknown_number_list",
                                 "too_many_lists",
                                 "unknown_region",
                                 "import_running",
                                 "no_numbers",
                                 "not_text",
                                 "row_too_long",
                                 "too_many_columns",
                                 "too_many_rows",
                                 "number_column_twice",
                                 "number_column_unclear",
                                 "file_too_large"}) {
            const ApiError error{.code = QString::fromLatin1(code), .subject = QStringLiteral("SUBJECT")};
            const ErrorCodeRow *known = listErrors.find(error.code);
            QVERIFY2(known, code);
            const ErrorWords words = errorWords(error);
            QCOMPARE(words.what.contains(QStringLiteral("SUBJECT")), QLatin1String(known->what).contains(u'%'));
            QVERIFY2(words.what.endsWith(u'.') && words.todo.endsWith(u'.') && !words.what.contains(u'%'), code);
        }
        QVERIFY(!listErrors.find(u"plan_change") && !listErrors.find(u""));
    }

    void importReportsNameWhatIsMissing()
    {
        NumberListReport report;
        report.numbers = 1;
        QCOMPARE(numberListReportText(report), QStringList{QStringLiteral("1 number was imported.")});
        report.numbers = 12'345;
        report.prefixes = 2;
        report.unreadable = 3;
        report.unreadableRows = {4, 5};
        report.needRegion = 1;
        report.datesUnread = 1;
        const QStringList lines = numberListReportText(report);
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[0], QStringLiteral("12,345 numbers were imported."));
        QCOMPARE(lines[2],
                 QStringLiteral("3 rows could not be read and are not on the list. First row numbers: 4, 5."));
        QVERIFY(lines[3].startsWith(QStringLiteral("1 of them has no country code")));
    }

    void hitsTellDateAndAge()
    {
        const QDate today(2026, 11, 21);
        const QString name = QStringLiteral("Do not call");
        QCOMPARE(numberHitText(name, {}, today), QStringLiteral("The number is on the list \u201cDo not call\u201d."));
        QVERIFY(numberHitText(name, {.lastSeen = QDate(2026, 11, 20)}, today).endsWith(QStringLiteral(", 1 day ago.")));
        QVERIFY(numberHitText(name, {.prefixDigits = 5, .lastSeen = QDate(2026, 11, 11)}, today)
                    .endsWith(QStringLiteral("on Wednesday, November 11, 2026, 10 days ago.")));
        QVERIFY(numberHitText(name, {.lastSeen = QDate(2027, 1, 1)}, today).contains(QStringLiteral("in the future")));
    }

    void proofsAreSentences()
    {
        QCOMPARE(
            repairProofText(QStringLiteral("exponent+lost_plus;readings=3;valid=1")),
            QStringLiteral("Undone: exponent, lost plus sign. Of 3 possible readings, exactly one is a valid number."));
        QCOMPARE(
            repairProofText(QStringLiteral("apostrophe;readings=1;valid=1")),
            QStringLiteral("Undone: apostrophe. The rest has only one possible reading, which is a valid number."));
        QCOMPARE(repairProofText(QStringLiteral("other")), QStringLiteral("other"));
    }

    void F12_whatARunLeftOverHasWords()
    {
        QStringList reasons, states;
        for (int reason = int(UnitReason::Changed); reason < unitReasonCount; ++reason)
            reasons << unitReasonKey(UnitReason(reason));
        for (int reason = int(RestoreReason::Present); reason < restoreReasonCount; ++reason)
            reasons << restoreReasonKey(RestoreReason(reason));
        for (const QString &reason : std::as_const(reasons))
            QVERIFY2(leftoverFateText(QStringLiteral("?"), reason) != u"?", qPrintable(reason));
        for (int state = 0; state < unitStateCount; ++state)
            states << unitStateKey(UnitState(state));
        states.removeOne(unitStateKey(UnitState::Applied)); // that is no leftover
        for (const QString &state : std::as_const(states))
            QVERIFY2(leftoverFateText(state, QStringLiteral("none")) != state, qPrintable(state));
        // Words of the glossary, one of which is the key itself.
        QCOMPARE(leftoverActionText(QStringLiteral("fix")), QStringLiteral("update"));
        QCOMPARE(leftoverActionText(QStringLiteral("purge")), QStringLiteral("purge"));
        QCOMPARE(leftoverActionText(QStringLiteral("restore")), QStringLiteral("restore"));
        QCOMPARE(leftoverActionText(QStringLiteral("number")), QStringLiteral("restore number"));
        QCOMPARE(leftoverFateText(QStringLiteral("a\u202eb"), {}).contains(QChar(0x202e)), false);
    }

    void S28_reportsEscapeForeignWordsAndHoldNoNumber()
    {
        ListReportFacts facts;
        facts.plan.listName = QStringLiteral("<img src=x> & \"Spring\"");
        facts.plan.profileName = QStringLiteral("<script>");
        facts.plan.contactsInList = 48'310;
        facts.plan.purges = 212;
        facts.before.verdicts[std::size_t(ListVerdict::Purge)] = 212;
        facts.before.reasons[std::size_t(ListReason::TooShort)] = 7;
        for (int region = 0; region < 100; ++region)
            facts.before.regions.append({QStringLiteral("R%1").arg(region), 1});
        const QString preview = listReportHtml(facts);
        QVERIFY(!preview.contains(QStringLiteral("<img")) && !preview.contains(QStringLiteral("<script")));
        QVERIFY(preview.contains(QStringLiteral("&lt;img src=x&gt; &amp; &quot;Spring&quot;")));
        QVERIFY(preview.contains(QStringLiteral("48,310")) && preview.contains(QStringLiteral("preview")));
        QVERIFY(preview.contains(QStringLiteral("<td>others</td><td align=\"right\">40</td>")));
        QVERIFY(!preview.contains(QStringLiteral("Contacts after")));
        facts.outcome = ListReportOutcome{.endKey = QStringLiteral("paused"), .purged = 210, .unknown = 2};
        // A report of a run that can still go on says so.
        QVERIFY(listReportHtml(facts).contains(QStringLiteral("<td>paused; what wasn’t attempted can still be done")));
        QVERIFY(listReportHtml(facts).contains(
            QStringLiteral("<td>Contacts after, as far as known</td><td align=\"right\">48,100</td>")));
    }
};

MUSTER_TEST(TestListWords, QCoreApplication)

} // namespace tst_listwords
#include "tst_listwords.moc"
