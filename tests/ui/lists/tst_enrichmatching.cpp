// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "tests/support/testprogram.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/fields/fielddialog.h"
#include "ui/lists/enrich/fields/matchingdialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace muster;
using namespace muster::test;

namespace tst_enrichmatching {

const QString dozen = QStringLiteral("11570003-7c1e-4b52-9d3a-000000000003");

/// Contacts that are found by an attribute, and rows of which the newest counts, from the file to the tenant.
class TestEnrichMatching : public EnrichWindow
{
    Q_OBJECT

private:
    const EnrichFieldsModel &model() { return m_page->enrich()->mapping()->fields(); }
    MatchingDialog *openMatching()
    {
        find<QPushButton>("editMatchingButton")->click();
        auto *dialog = find<MatchingDialog>("matchingDialog");
        if (!dialog)
            qFatal("no dialog");
        return dialog;
    }
    template <typename T>
    static T *in(QWidget *dialog, const char *name)
    {
        return dialog->findChild<T *>(QString::fromLatin1(name));
    }
    static void choose(QWidget *dialog, const char *combo, const QString &data)
    {
        auto *box = in<QComboBox>(dialog, combo);
        const int at = box->findData(data);
        QVERIFY2(at >= 0, qPrintable(data));
        box->setCurrentIndex(at);
    }
    static QString dates(QWidget *dialog) { return in<PlainLabel>(dialog, "newestDatesLabel")->plainText(); }
    static void accept(QWidget *dialog) { in<QPushButton>(dialog, "acceptMatchingButton")->click(); }
    void setRule(const QString &attribute, FieldWrite rule)
    {
        find<QTableView>("enrichFieldsTable")->selectRow(fieldRow(attribute));
        find<QPushButton>("editFieldButton")->click();
        auto *dialog = m_page->findChild<FieldDialog *>();
        QVERIFY(dialog);
        auto *write = in<QComboBox>(dialog, "fieldWriteCombo");
        write->setCurrentIndex(write->findData(int(rule)));
        QCOMPARE(write->currentData().toInt(), int(rule));
        in<QPushButton>(dialog, "acceptFieldButton")->click();
        QTRY_VERIFY(!m_page->findChild<FieldDialog *>());
    }
    void cancel(FieldDialog *dialog)
    {
        dialog->reject();
        QTRY_VERIFY(!m_page->findChild<FieldDialog *>());
    }
    static QByteArray held(const SandboxListContact &contact, const QString &attribute)
    {
        for (const auto &[name, json] : contact.enriched) {
            if (name == attribute)
                return json;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aFileWithoutIdsReachesItsContacts()
    {
        write("Account;Visits;Last purchase;Changed\n"
              "ac-1001;3;2026-05-01;31.10.2026 09:00\n"
              "AC-1001;4;2026-05-02;01.11.2026 09:00\n" // the newest of the first contact
              "AC-1002;5;2026-05-03;01.11.2026\n"
              "AC-1003;6;2026-07-01;01.11.2026\n"
              "AC-1011;7;2026-07-01;01.11.2026\n" // two contacts have it
              "AC-2000;8;2026-07-01;01.11.2026\n"); // nobody has it
        openList(dozen);
        chooseFile();
        QCOMPARE(text("enrichIdLabel"), QStringLiteral("Contact ID from"));
        MatchingDialog *dialog = openMatching();
        QVERIFY(!in<QCheckBox>(dialog, "matchIgnoreCaseCheck")->isEnabled());
        QVERIFY(!in<QComboBox>(dialog, "newestFormatCombo")->isEnabled());
        choose(dialog, "matchAttributeCombo", QStringLiteral("account_reference"));
        in<QCheckBox>(dialog, "matchIgnoreCaseCheck")->setChecked(true);
        choose(dialog, "newestColumnCombo", QStringLiteral("Changed"));
        QCOMPARE(in<QComboBox>(dialog, "newestFormatCombo")->currentText(), QStringLiteral("d.M.yyyy"));
        QCOMPARE(dates(dialog), QStringLiteral("6 of the first 6 cells are dates in this format."));
        accept(dialog);
        QCOMPARE(text("enrichIdLabel"), QStringLiteral("“account_reference” from"));
        // The column that was suggested for the attribute is compared with it now, and does not fill it.
        QCOMPARE(find<QComboBox>("enrichIdCombo")->currentText(), QStringLiteral("Account"));
        QVERIFY(!model().isMapped(fieldRow(QStringLiteral("account_reference"))));
        setRule(QStringLiteral("last_purchase"), FieldWrite::OnlyIfGreater);
        checkRows();
        const CheckReport &report = *m_page->enrich()->report();
        QCOMPARE(report.rates.sent(), 3);
        QCOMPARE(report.rates.rejected(), 2);
        QCOMPARE(report.rates.outdated(), 1);
        QVERIFY2(text("enrichCountsLabel").contains(QStringLiteral("1 older row is left out.")),
                 qPrintable(text("enrichCountsLabel")));
        find<QCheckBox>("leaveOutCheck")->setChecked(true);
        enrich();
        QVERIFY(m_page->runPage()->run()->outcome()->kind == RunOutcome::Kind::CompleteWithFindings); // left out
        const QList<SandboxListContact> now = m_server->listTruth(dozen);
        const QString visits = QStringLiteral("visits"), purchase = QStringLiteral("last_purchase");
        QCOMPARE(held(now[0], visits), QByteArray("4"));
        QCOMPARE(held(now[0], purchase), QByteArray("\"2026-06-10\"")); // the contact's is the later one
        QCOMPARE(held(now[1], visits), QByteArray("5"));
        QCOMPARE(held(now[1], purchase), QByteArray("\"2026-05-03\"")); // had none
        QCOMPARE(held(now[2], visits), QByteArray("6"));
        QCOMPARE(held(now[2], purchase), QByteArray("\"2026-07-01\""));
        for (qsizetype other = 3; other < now.size(); ++other)
            QVERIFY(held(now[other], visits).isEmpty());
    }

    void whatTheFormatMakesOfTheDatesIsSaidAtOnce()
    {
        write("Contact ID;Lead Score;Changed\na;1;03/04/2026\nb;2;05/06/2026\nc;3;\n");
        openList(leads);
        chooseFile();
        MatchingDialog *dialog = openMatching();
        choose(dialog, "newestColumnCombo", QStringLiteral("Changed"));
        QVERIFY2(dates(dialog).contains(QStringLiteral("More than one format fits them: d/M/yyyy, M/d/yyyy")),
                 qPrintable(dates(dialog)));
        auto *format = in<QComboBox>(dialog, "newestFormatCombo");
        auto *accepts = in<QPushButton>(dialog, "acceptMatchingButton");
        format->setEditText(QStringLiteral("dd.MM.yyyy"));
        QCOMPARE(dates(dialog), QStringLiteral("0 of the first 2 cells are dates in this format."));
        format->setEditText(QStringLiteral("MM/dd"));
        QVERIFY(!accepts->isEnabled());
        QVERIFY2(dates(dialog).startsWith(QStringLiteral("The format “MM/dd” of the dates in column “Changed”")),
                 qPrintable(dates(dialog)));
        format->setEditText(QStringLiteral("MM/dd/yyyy"));
        QVERIFY(accepts->isEnabled());
        accept(dialog);
        QCOMPARE(model().frame().recency, (RecencyRule{QStringLiteral("Changed"), QStringLiteral("MM/dd/yyyy"), {}}));
        // What was chosen is there again, and cancelling changes nothing.
        MatchingDialog *again = openMatching();
        QCOMPARE(in<QComboBox>(again, "newestFormatCombo")->currentText(), QStringLiteral("MM/dd/yyyy"));
        choose(again, "newestColumnCombo", QString());
        again->reject();
        QCOMPARE(model().frame().recency.column, QStringLiteral("Changed"));
        // Another file without that column begins anew with it.
        write("Contact ID;Lead Score\na;1\n");
        Q_EMIT m_page->enrich()->fileChosen(m_answers.file);
        QTRY_VERIFY(model().frame().recency == RecencyRule());
    }

    void aRuleThatNeedsDatesSaysSo()
    {
        write("Contact ID;Lead Score;Changed\na;1;2026-03-04\n");
        openList(leads);
        chooseFile();
        find<QTableView>("enrichFieldsTable")->selectRow(fieldRow(QStringLiteral("lead_score")));
        find<QPushButton>("editFieldButton")->click();
        auto *dialog = m_page->findChild<FieldDialog *>();
        auto *write = in<QComboBox>(dialog, "fieldWriteCombo");
        write->setCurrentIndex(write->findData(int(FieldWrite::OnlyIfNewer)));
        QVERIFY(!in<QPushButton>(dialog, "acceptFieldButton")->isEnabled());
        QVERIFY(in<PlainLabel>(dialog, "fieldTrialLabel")->plainText().contains(QStringLiteral("under Matching")));
        cancel(dialog);
        MatchingDialog *matching = openMatching();
        choose(matching, "newestColumnCombo", QStringLiteral("Changed"));
        choose(matching, "contactDateCombo", QStringLiteral("call_back_on"));
        accept(matching);
        setRule(QStringLiteral("lead_score"), FieldWrite::OnlyIfNewer);
        QVERIFY(model().findings().isEmpty());
        // A text has no order, so greater is not offered for it.
        find<QTableView>("enrichFieldsTable")->selectRow(fieldRow(QStringLiteral("lead_source")));
        find<QPushButton>("editFieldButton")->click();
        auto *text = m_page->findChild<FieldDialog *>();
        QVERIFY(in<QComboBox>(text, "fieldWriteCombo")->findData(int(FieldWrite::OnlyIfGreater)) < 0);
        cancel(text);
    }
};

MUSTER_TEST(TestEnrichMatching, QApplication)

} // namespace tst_enrichmatching

#include "tst_enrichmatching.moc"
