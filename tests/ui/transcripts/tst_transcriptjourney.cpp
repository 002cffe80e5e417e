// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/itemroles.h"
#include "models/items/transcriptmodels.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "transcriptwindow.h"
#include "ui/common/confirmbutton.h"
#include "ui/transcripts/transcriptview.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFile>
#include <algorithm>

using namespace muster;
using namespace muster::test;

namespace tst_transcriptjourney {

/// The whole window on a sandbox: choose interactions, check them, fetch, read, search, and what goes wrong.
class TestTranscriptJourney : public QObject, protected TranscriptWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void transcriptsAreFetchedReadAndSearched()
    {
        verifyNeverHeld(*this, [this] {
            keepPicture(*m_window, QStringLiteral("transcripts-empty"));
            click("openFetchButton");
            keepPicture(*m_window, QStringLiteral("transcripts-choose-empty"));
            choose(idsOf(8) + QStringLiteral("\nint-000001\nint-999999\nbad\u200bid"));
            // Eight are known; one is there twice, one the tenant does not know, one is no id.
            QCOMPARE(find<QTableView>("fetchLeftOutTable")->model()->rowCount(), 3);
            QVERIFY(told("fetchPlanLabel").contains(QStringLiteral("8 interactions")));
            QCOMPARE(find<QPushButton>("fetchPrimaryButton")->text(), QStringLiteral("Fetch 8 transcripts"));
            QVERIFY(!QDir(m_folder->filePath(QStringLiteral("out"))).exists());
            keepPicture(*m_window, QStringLiteral("transcripts-ready"));
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            watch.startWatch();
            click("fetchPrimaryButton");
            QVERIFY(ends());
            QVERIFY2(run()->outcome()->succeeded(),
                     run()->outcome()->error ? qPrintable(run()->outcome()->error->code) : "no error");
            watch.stopWatch();
            auto *table = find<QTableView>("transcriptResultsTable");
            QTRY_COMPARE(table->model()->rowCount(), 8);
            QCOMPARE(job(TranscriptJobsModel::Asked), QStringLiteral("8"));
            const QList<TranscriptResult> results = run()->results();
            const auto written = std::ranges::count(results, TranscriptFate::Written, &TranscriptResult::fate);
            QCOMPARE(job(TranscriptJobsModel::Written), QString::number(written));
            QCOMPARE(job(TranscriptJobsModel::Missing), QStringLiteral("0"));

            // The transcript that is shown is the masked one.
            auto *viewer = m_window->findChild<TranscriptViewer *>();
            table->setCurrentIndex(table->model()->index(0, 0));
            const QString first = table->model()->index(0, 0).data().toString();
            QTRY_VERIFY(viewer->transcript() && viewer->transcript()->interactionId == first);
            QVERIFY(viewer->transcript()->masked);
            QVERIFY(viewer->transcript()->hasFindings);
            const SandboxInteractions interactions(SandboxSettings().seed, 60);
            for (const SandboxPersonal &personal : interactions.transcript(interactions.indexOf(first)).personal)
                QVERIFY2(viewer->transcript()->text.find(personal.value.toStdString()) == std::string::npos,
                         qPrintable(personal.entity));
            QTest::keyClick(find<TranscriptView>("transcriptView"), Qt::Key_F8);
            QTRY_VERIFY(viewer->currentFinding().has_value());
            keepPicture(*m_window, QStringLiteral("transcripts-read"));
            Theme::instance().apply(Theme::Mode::Dark);
            QTest::qWait(30);
            keepPicture(*m_window, QStringLiteral("transcripts-read-dark"));
            Theme::instance().apply(Theme::Mode::Light);

            auto *search = find<QLineEdit>("transcriptSearchEdit");
            search->setText(QStringLiteral("masked"));
            search->setText(QStringLiteral("the"));
            auto *hits = find<QTableView>("transcriptHitsTable");
            QTRY_VERIFY(hits->isVisible() && hits->model()->rowCount() > 0);
            hits->setCurrentIndex(hits->model()->index(hits->model()->rowCount() - 1, 0));
            const QString last = hits->model()->index(hits->model()->rowCount() - 1, 0).data().toString();
            QTRY_COMPARE(viewer->transcript()->interactionId, last);
            QVERIFY(find<TranscriptView>("transcriptView")
                        ->currentIndex()
                        .data()
                        .toString()
                        .contains(QStringLiteral("the"), Qt::CaseInsensitive));
            keepPicture(*m_window, QStringLiteral("transcripts-search"));
            search->clear();
            QVERIFY(table->isVisible());
            click("openJobFolderButton");
            QCOMPARE(m_answers.opened, QStringList{m_folder->filePath(QStringLiteral("out"))});
        });
    }

    void idsComeFromAFileAndFromTheSearch()
    {
        m_answers.file = m_folder->filePath(QStringLiteral("ids.txt"));
        QFile file(m_answers.file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# mine\nint-000001, int-000002\n");
        file.close();
        click("openFetchButton");
        click("interactionFileButton");
        auto *text = find<QPlainTextEdit>("interactionIdsEdit");
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("int-000002")));
        QVERIFY(told("interactionCountLabel").contains(QStringLiteral("2")));
        auto *from = find<QDateTimeEdit>("searchFromEdit"), *to = find<QDateTimeEdit>("searchToEdit");
        const SandboxInteractions interactions(SandboxSettings().seed, SandboxSettings().interactions);
        from->setDateTime(interactions.timestamp(10));
        to->setDateTime(interactions.timestamp(13)); // exclusive: three of them
        click("searchInteractionsButton");
        auto *add = find<QPushButton>("addFoundButton");
        QTRY_VERIFY(add->isVisible());
        QCOMPARE(told("searchedLabel"), QStringLiteral("Found: 3."));
        add->click();
        QVERIFY(text->toPlainText().contains(SandboxInteractions::id(12)));
        QVERIFY(!text->toPlainText().contains(SandboxInteractions::id(13)));
    }

    void writingRawTextNeedsItsOwnWord()
    {
        click("openFetchButton");
        find<QCheckBox>("writeRawCheck")->setChecked(true);
        choose(idsOf(2));
        QCOMPARE(find<QPushButton>("fetchPrimaryButton")->text(), QStringLiteral("Continue to confirmation"));
        click("fetchPrimaryButton");
        auto *button = find<ConfirmButton>("writeRawButton");
        QVERIFY(button->isVisible());
        QVERIFY(!button->isAllowed());
        find<QLineEdit>("rawWordEdit")->setText(QStringLiteral("masked"));
        QVERIFY(!button->isAllowed());
        find<QLineEdit>("rawWordEdit")->setText(QStringLiteral("unmasked"));
        QVERIFY(button->isAllowed());
        QVERIFY(!button->isEnabled()); // it arms a second later (S30)
        keepPicture(*m_window, QStringLiteral("transcripts-raw"));
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000);
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(ends());
        QVERIFY(run()->order().order.writeRaw);
    }

    void aJobOfAnotherPlaceIsAttached()
    {
        choose(idsOf(3), QStringLiteral("first"));
        click("fetchPrimaryButton");
        QVERIFY(ends());
        const QString id = run()->jobId();
        QVERIFY(!id.isEmpty());
        click("openAttachButton");
        find<QLineEdit>("attachJobEdit")->setText(id);
        find<QLineEdit>("attachFolderEdit")->setText(m_folder->filePath(QStringLiteral("second")));
        click("attachJobButton");
        QTRY_COMPARE(m_workspace->runs().runs().size(), 2);
        QVERIFY(ends());
        QVERIFY2(run()->outcome()->succeeded(),
                 qPrintable(run()->outcome()->error ? run()->outcome()->error->code : QString()));
        QCOMPARE(run()->order().order.attachJob, id);
        QCOMPARE(run()->results().size(), 3);
        QCOMPARE(find<QTableView>("transcriptJobsTable")->model()->rowCount(), 2);
    }

    void f34_theReasonsOfAFailedJobAreShown()
    {
        mutate("/jobs/", SandboxFault::Mutation::FailedJob);
        choose(idsOf(2));
        click("fetchPrimaryButton");
        QVERIFY(ends());
        QTRY_VERIFY(told("jobStateLabel").contains(run()->jobId())); // kept, and told
        const auto *quote = find<QFrame>("jobQuoteBox");
        QVERIFY(quote->isVisible());
        QVERIFY(quote->findChild<PlainLabel *>()->plainText().contains(QStringLiteral("The index is not available.")));
        keepPicture(*m_window, QStringLiteral("transcripts-failed"));
        QTRY_VERIFY(find<QPushButton>("resumeJobButton")->isVisible());
        click("resumeJobButton");
        QTRY_VERIFY_WITH_TIMEOUT(run()->outcome() && run()->outcome()->succeeded(), 60'000);
    }

    void f35_anExpiredLinkIsSaid()
    {
        SandboxFault expired;
        expired.status = 410;
        expired.times = -1;
        expired.path = QStringLiteral("/results/");
        m_server->addFault(expired);
        choose(idsOf(2));
        click("fetchPrimaryButton");
        QVERIFY(ends());
        QVERIFY(!run()->outcome()->succeeded());
        QTRY_VERIFY(!told("jobStateLabel").isEmpty());
        QVERIFY(told("jobStateLabel").contains(run()->jobId()));
    }

    void f79_missingOnesAreListed()
    {
        mutate("/jobs/", SandboxFault::Mutation::MissingResult);
        choose(idsOf(4));
        click("fetchPrimaryButton");
        QVERIFY(ends());
        QVERIFY(!run()->outcome()->succeeded());
        auto *fate = find<QComboBox>("transcriptFateCombo");
        fate->setCurrentIndex(fate->findData(int(TranscriptFate::Missing)));
        auto *table = find<QTableView>("transcriptResultsTable");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 0).data().toString(), SandboxInteractions::id(3));
        QCOMPARE(job(TranscriptJobsModel::Missing), QStringLiteral("1"));
    }
};

MUSTER_TEST(TestTranscriptJourney, WatchedApplication)

} // namespace tst_transcriptjourney
#include "tst_transcriptjourney.moc"
