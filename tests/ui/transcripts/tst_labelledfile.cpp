// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transcriptwindow.h"
#include "ui/common/datatable.h"
#include "ui/transcripts/labelledfilepage.h"

#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"

#include <QFile>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_labelledfile {

/// A policy tried on a labelled file, and two people's labels compared, through the whole window.
class TestLabelledFile : public QObject, protected TranscriptWindow
{
    Q_OBJECT

private:
    QString put(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    /// Of the table's row that has this text in its first column.
    [[nodiscard]] QString cell(const char *table, const QString &row, int column)
    {
        const QAbstractItemModel *model = find<QTableView>(table)->model();
        for (int at = 0; at < model->rowCount(); ++at) {
            if (model->index(at, 0).data().toString() == row)
                return model->index(at, column).data().toString();
        }
        return u"no such row"_s;
    }
    [[nodiscard]] int differences() { return find<QTableView>("labelDifferencesTable")->model()->rowCount(); }
    [[nodiscard]] LabelledFilePage *page() { return find<LabelledFilePage>("labelledFilePage"); }
    /// The page's, not that of the viewer of transcripts.
    template <typename T>
    T *onPage(const char *name)
    {
        return page()->findChild<T *>(QString::fromLatin1(name));
    }
    void openFile(const QString &file)
    {
        m_answers.file = file;
        click("openPoliciesButton");
        find<QPushButton>("openLabelledFileButton")->setFocus();
        click("openLabelledFileButton");
    }

    /// A phone that is found, one that is not, one that is labelled as something else, an e-mail that nobody labelled.
    static QByteArray texts()
    {
        return R"({"language":"en","text":"call me on 415-555-0123 today","spans":[{"start":11,"end":23,"entity":"phone"}]})"
               "\n"
               R"({"language":"en","turns":["which ticket?","that is XK-77-12"],"spans":[{"turn":1,"start":8,"end":16,"entity":"own"}]})"
               "\n"
               R"({"language":"de","text":"415-555-0123","spans":[{"start":0,"end":12,"entity":"ssn"}]})"
               "\n"
               R"({"language":"de","text":"an ann@example.com","spans":[]})"
               "\n";
    }

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aPolicyIsMeasuredAndMended()
    {
        openFile(put("labelled.jsonl", texts()));
        QTRY_VERIFY(page() && page()->isVisible() && find<QTableView>("maskScoresTable")->isVisible());
        // 3 labels of 4 texts, one found; 3 findings, one of which is of a label.
        QVERIFY2(told("labelledFileSaysLabel").contains(u"4 texts, 3 labels: recall 33.3 %, precision 33.3 %"_s),
                 qPrintable(told("labelledFileSaysLabel")));
        QCOMPARE(cell("maskScoresTable", u"Phone number"_s, MaskScoresModel::Recall), u"100.0 %"_s);
        QCOMPARE(cell("maskScoresTable", u"Phone number"_s, MaskScoresModel::Precision), u"50.0 %"_s);
        QCOMPARE(cell("maskScoresTable", u"Custom pattern"_s, MaskScoresModel::Recall), u"0.0 %"_s);
        QCOMPARE(cell("maskScoresTable", u"E-mail address"_s, MaskScoresModel::Recall), u"—"_s); // nobody labelled one
        QCOMPARE(differences(), 4);
        // The row that is chosen says what is listed.
        auto *scores = find<DataTable>("maskScoresTable");
        const auto chooseKind = [scores](const QString &kind) {
            for (int row = 0; row < scores->model()->rowCount(); ++row) {
                if (scores->model()->index(row, 0).data() == kind)
                    return scores->setCurrentIndex(scores->model()->index(row, 0));
            }
            QFAIL("no such kind");
        };
        chooseKind(u"Custom pattern"_s);
        QCOMPARE(differences(), 1);
        QCOMPARE(cell("labelDifferencesTable", u"Missed"_s, LabelDifferencesModel::Text), u"XK-77-12"_s);
        QCOMPARE(cell("labelDifferencesTable", u"Missed"_s, LabelDifferencesModel::Line), u"2"_s);
        auto *context = onPage<QPlainTextEdit>("currentLineEdit");
        QCOMPARE(context->toPlainText(), u"which ticket?\nthat is XK-77-12"_s);
        QCOMPARE(context->textCursor().selectedText(), u"XK-77-12"_s);
        onPage<QPushButton>("whyNotButton")->click();
        QTRY_VERIFY(onPage<PlainLabel>("whyNotLabel")->plainText().contains(u"No rule"_s));
        chooseKind(u"E-mail address"_s);
        QCOMPARE(cell("labelDifferencesTable", u"Masked, not labelled"_s, LabelDifferencesModel::Text),
                 u"ann@example.com"_s);
        chooseKind(u"US social security number"_s);
        QCOMPARE(cell("labelDifferencesTable", u"Another kind"_s, LabelDifferencesModel::Text), u"415-555-0123"_s);
        keepPicture(*m_window, u"labelled-file"_s);

        // A pattern in the editor, and the same file again: what changed is said.
        click("closeLabelledFileButton");
        click("addPatternButton");
        find<QLineEdit>("patternNameEdit")->setText(u"ticket"_s);
        find<QLineEdit>("patternEdit")->setText(u"[A-Z]{2}-[0-9]{2}-[0-9]{2}"_s);
        m_answers.file.clear(); // nobody is asked again
        click("openLabelledFileButton");
        QTRY_VERIFY2(told("labelledFileSaysLabel").contains(u"recall 66.7 % (+33.3), precision 50.0 % (+16.7)"_s),
                     qPrintable(told("labelledFileSaysLabel")));
        QVERIFY(told("labelledFileSaysLabel").contains(u"not saved yet"_s));
        QCOMPARE(differences(), 3);
        // Nothing of it was saved, and nothing of the texts is in the window's files.
        QVERIFY(!m_workspace->maskPolicies().byName(u"ticket"_s));
    }

    void twoPeopleAreCompared()
    {
        openFile(put("first.jsonl", texts()));
        QTRY_VERIFY(page() && find<QTableView>("maskScoresTable")->isVisible());
        QVERIFY(find<QTableView>("maskScoresTable")->hasFocus()); // where the keys are wanted next
        QVERIFY(!find<QPushButton>("measurePolicyButton")->isVisible());
        QByteArray second = texts();
        second.replace("\"ssn\"", "\"phone\"").replace(R"("entity":"own")", R"("entity":"email")");
        m_answers.file = put("second.jsonl", second);
        click("compareLabelsButton");
        QTRY_VERIFY(find<QTableView>("labelAgreementTable")->isVisible());
        QVERIFY2(
            told("labelledFileSaysLabel").contains(u"3 labels in the first file, 3 in the second; agreement 33.3 %"_s),
            qPrintable(told("labelledFileSaysLabel")));
        QVERIFY(told("labelledFileAdviceLabel").contains(u"often disagree"_s));
        QVERIFY(find<QWidget>("labelledFileAdviceLabel")->isVisible());
        QCOMPARE(differences(), 2);
        QCOMPARE(cell("labelAgreementTable", u"Phone number"_s, AgreementModel::Agreement), u"66.7 %"_s);
        keepPicture(*m_window, u"labelled-file-two-people"_s);
        click("measurePolicyButton");
        QTRY_VERIFY(find<QTableView>("maskScoresTable")->isVisible());
        QVERIFY(!find<QWidget>("labelledFileAdviceLabel")->isVisible());
        QCOMPARE(differences(), 4);
    }

    void wrongFilesAreNamed()
    {
        openFile(put("wrong.jsonl", texts() + "{\"text\":\"a\"}\n"));
        QTRY_VERIFY(page() && find<QWidget>("labelledFileErrorPanel")->isVisible());
        const auto said = [this] {
            QString all;
            for (const PlainLabel *label : find<QWidget>("labelledFileErrorPanel")->findChildren<PlainLabel *>())
                all += label->plainText() + u'\n';
            return all;
        };
        QVERIFY2(said().contains(u"5, spans"_s), qPrintable(said()));
        // Mended, and tried again.
        put("wrong.jsonl", texts());
        for (QPushButton *button : find<QWidget>("labelledFileErrorPanel")->findChildren<QPushButton *>()) {
            if (button->isVisible())
                button->click();
        }
        QTRY_VERIFY(find<QTableView>("maskScoresTable")->isVisible());
        m_answers.file = put("other.jsonl", R"({"text":"another","spans":[]})");
        click("compareLabelsButton");
        QTRY_VERIFY(find<QWidget>("labelledFileErrorPanel")->isVisible());
        QVERIFY2(said().contains(u"differ from line \u201c1\u201d"_s), qPrintable(said()));
        // Back at the policies, the transcripts are one step away as before.
        click("closeLabelledFileButton");
        click("closePolicyButton");
        QCOMPARE(m_window->findChild<TranscriptsPage *>()->shown(), TranscriptsPage::View::Overview);
    }

    /// As many differences as are kept, and more: reading, sorting them out by kind and going through them.
    void manyDifferencesHoldNobody()
    {
        verifyNeverHeld(*this, [this] {
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            QByteArray many;
            for (int i = 0; i < int(LabelDifference::most) + 500; ++i) {
                many += R"({"text":"write to me at pat)" + QByteArray::number(i)
                    + R"(@example.com or wait a little","spans":[]})" + '\n';
            }
            openFile(put("many.jsonl", many + texts()));
            watch.startWatch();
            QTRY_VERIFY_WITH_TIMEOUT(page() && find<QTableView>("maskScoresTable")->isVisible(), 120'000);
            QVERIFY(told("labelDifferencesTitle").contains(u"10000 of the first 10000"_s));
            auto *scores = find<DataTable>("maskScoresTable");
            scores->setFocus();
            for (int row = 0; row < scores->model()->rowCount(); ++row) {
                QTest::keyClick(scores, Qt::Key_Down);
                QCoreApplication::processEvents();
            }
            QTest::keyClick(scores, Qt::Key_Home, Qt::ControlModifier);
            auto *table = find<DataTable>("labelDifferencesTable");
            table->setFocus();
            for (const int key : {int(Qt::Key_PageDown), int(Qt::Key_End), int(Qt::Key_Up), int(Qt::Key_Home)}) {
                QTest::keyClick(table, Qt::Key(key));
                QCoreApplication::processEvents();
            }
            watch.stopWatch();
            QCOMPARE(table->model()->rowCount(), int(LabelDifference::most));
        });
    }

    /// What a person did not choose changes nothing.
    void noFileIsNoChange()
    {
        openFile({});
        QCOMPARE(m_window->findChild<TranscriptsPage *>()->shown(), TranscriptsPage::View::Policies);
    }
};

MUSTER_TEST(TestLabelledFile, muster::test::WatchedApplication)

} // namespace tst_labelledfile
#include "tst_labelledfile.moc"
