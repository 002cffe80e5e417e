// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/itemroles.h"
#include "models/items/transcriptmodels.h"
#include "models/store/auditlog.h"
#include "tests/support/pictures.h"
#include "transcriptwindow.h"
#include "ui/common/errorpanel.h"
#include "ui/transcripts/transcriptviewer.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QScrollArea>
#include <QScrollBar>
#include <algorithm>

using namespace muster;
using namespace muster::test;

namespace tst_pastjobs {

/// Jobs of earlier starts in the window, and jobs that do not end as they should.
class TestPastJobs : public QObject, protected TranscriptWindow
{
    Q_OBJECT

private:
    void fetch(const QString &ids, const QString &folder, int format = 0)
    {
        click("openFetchButton");
        find<QComboBox>("transcriptFormatCombo")->setCurrentIndex(format);
        choose(ids, folder);
        click("fetchPrimaryButton");
        QTRY_VERIFY(run() && run()->order().order.folder.endsWith(folder));
        QVERIFY(ends());
    }
    [[nodiscard]] QAbstractItemModel *jobs() { return find<QTableView>("transcriptJobsTable")->model(); }
    [[nodiscard]] QAbstractItemModel *results() { return find<QTableView>("transcriptResultsTable")->model(); }
    [[nodiscard]] QString cell(int row, int column) { return jobs()->index(row, column).data().toString(); }
    [[nodiscard]] int submissions() const
    {
        int count = 0;
        const QList<SandboxRequest> all = m_server->requests();
        for (const SandboxRequest &request : all)
            count += request.method == "POST" && request.path.contains("/interactions/transcripts") ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aCompletedJobIsThereAfterARestart()
    {
        fetch(idsOf(5), QStringLiteral("one"));
        QVERIFY(run()->outcome()->succeeded());
        const QString jobId = run()->jobId();
        m_clock.setWall(QDateTime::currentDateTimeUtc().addSecs(5));
        fetch(idsOf(3), QStringLiteral("lines"), 1);
        QVERIFY(run()->outcome()->succeeded());
        const QString written = cell(0, TranscriptJobsModel::Written);
        closeWorkspace();
        openWorkspace();

        QTRY_COMPARE(jobs()->rowCount(), 2);
        QCOMPARE(cell(0, TranscriptJobsModel::Name), QStringLiteral("lines")); // the newest first
        QCOMPARE(cell(1, TranscriptJobsModel::Name), QStringLiteral("one"));
        QCOMPARE(cell(0, TranscriptJobsModel::Asked), QStringLiteral("3"));
        QCOMPARE(cell(0, TranscriptJobsModel::Written), written);
        QVERIFY(cell(1, TranscriptJobsModel::State).startsWith(QStringLiteral("Complete")));

        auto *table = find<QTableView>("transcriptJobsTable");
        auto *viewer = m_window->findChild<TranscriptViewer *>();
        for (const int row : {1, 0}) {
            table->setCurrentIndex(jobs()->index(row, 0));
            QTRY_COMPARE(results()->rowCount(), row == 1 ? 5 : 3);
            auto *list = find<QTableView>("transcriptResultsTable");
            const int last = results()->rowCount() - 1;
            list->setCurrentIndex(results()->index(last, TranscriptResultsModel::Interaction));
            const QString id = results()->index(last, TranscriptResultsModel::Interaction).data().toString();
            QTRY_VERIFY(viewer->transcript() && viewer->transcript()->interactionId == id);
            QVERIFY(viewer->transcript()->masked && viewer->transcript()->hasFindings);
        }
        QVERIFY(!find<QPushButton>("resumeJobButton")->isVisible());
        table->setCurrentIndex(jobs()->index(1, 0));
        QVERIFY2(told("jobStateLabel").contains(jobId), qPrintable(told("jobStateLabel")));
        click("openJobFolderButton");
        QCOMPARE(m_answers.opened, QStringList{m_folder->filePath(QStringLiteral("one"))});
        QTRY_COMPARE(results()->rowCount(), 5);
        find<QLineEdit>("transcriptSearchEdit")->setText(QStringLiteral("the"));
        QTRY_VERIFY(find<QTableView>("transcriptHitsTable")->model()->rowCount() > 0);
    }

    void aFolderThatIsGoneIsSaid()
    {
        fetch(idsOf(2), QStringLiteral("out"));
        closeWorkspace();
        QVERIFY(QDir(m_folder->filePath(QStringLiteral("out"))).removeRecursively());
        openWorkspace();
        QTRY_COMPARE(jobs()->rowCount(), 1);
        auto *empty = m_window->findChild<TranscriptViewer *>();
        QTRY_VERIFY(!empty->findChildren<PlainLabel *>().isEmpty());
        QTRY_VERIFY([empty] {
            const QList<PlainLabel *> labels = empty->findChildren<PlainLabel *>();
            return std::any_of(labels.cbegin(), labels.cend(), [](const PlainLabel *label) {
                return label->isVisible() && label->plainText().contains(QStringLiteral("/out"));
            });
        }());
        QCOMPARE(results()->rowCount(), 0);
    }

    void aManifestThatWasEditedLeadsNowhereElse()
    {
        fetch(idsOf(1), QStringLiteral("out"));
        closeWorkspace();
        QFile manifest(m_folder->filePath(QStringLiteral("out/manifest.json")));
        QVERIFY(manifest.open(QIODevice::ReadOnly));
        QByteArray bytes = manifest.readAll();
        manifest.close();
        bytes.replace("\"int-000001.json\"", "\"../elsewhere.json\"");
        QVERIFY(manifest.open(QIODevice::WriteOnly | QIODevice::Truncate));
        manifest.write(bytes);
        manifest.close();
        // It could be read there.
        QVERIFY(QFile::copy(m_folder->filePath(QStringLiteral("out/int-000001.json")),
                            m_folder->filePath(QStringLiteral("elsewhere.json"))));
        openWorkspace();
        QTRY_COMPARE(results()->rowCount(), 1);
        find<QTableView>("transcriptResultsTable")->setCurrentIndex(results()->index(0, 0));
        auto *viewer = m_window->findChild<TranscriptViewer *>();
        auto *error = viewer->findChild<ErrorPanel *>();
        QTRY_VERIFY(error->isVisible() || viewer->transcript());
        QVERIFY(!viewer->transcript());
    }

    void f79_whatWasMissingIsListedAfterARestart()
    {
        mutate("/jobs/", SandboxFault::Mutation::MissingResult);
        fetch(idsOf(4), QStringLiteral("out"));
        QVERIFY(!run()->outcome()->succeeded());
        closeWorkspace();
        openWorkspace();
        QTRY_COMPARE(jobs()->rowCount(), 1);
        QCOMPARE(cell(0, TranscriptJobsModel::Missing), QStringLiteral("1"));
        QTRY_COMPARE(results()->rowCount(), 4);
        QVERIFY(find<QPushButton>("resumeJobButton")->isVisible());
    }

    void nothingIsCutInSmallWindows()
    {
        fetch(idsOf(60), QStringLiteral("march-complaints"));
        struct Shot
        {
            QSize size;
            const char *name;
        };
        for (const Shot &shot : {Shot{{1280, 800}, "1280"}, Shot{{1024, 640}, "1024"}}) {
            for (const bool dark : {false, true}) {
                Theme::instance().apply(dark ? Theme::Mode::Dark : Theme::Mode::Light);
                m_window->resize(shot.size);
                const auto keep = [&](const char *what) {
                    QTest::qWait(60);
                    keepPicture(*m_window,
                                QStringLiteral("transcripts-%1-%2%3")
                                    .arg(QLatin1String(what), QLatin1String(shot.name),
                                         dark ? QStringLiteral("-dark") : QString()));
                };
                keep("jobs");
                auto *table = find<QTableView>("transcriptJobsTable");
                QVERIFY(!table->horizontalScrollBar()->isVisible());
                QVERIFY(table->columnWidth(TranscriptJobsModel::Name)
                        >= table->fontMetrics().horizontalAdvance(QStringLiteral("march-complaints")) + 2 * space::s);
                QVERIFY(find<QWidget>("transcriptView")->width() >= 290); // it is there to be read
                const auto *results = find<QTableView>("transcriptResultsTable");
                QVERIFY(results->verticalScrollBar()->isVisible());
                QCOMPARE(results->horizontalScrollBar()->isVisible(), shot.size.width() < 1200);
                QVERIFY(!find<QTableView>("transcriptFindingsTable")->horizontalScrollBar()->isVisible());
                click("openFetchButton");
                keep("fetch");
                QVERIFY(!find<QScrollArea>("fetchFormArea")->horizontalScrollBar()->isVisible());
                click("closeFetchButton");
                click("openPoliciesButton");
                if (m_window->findChildren<QLineEdit *>(QStringLiteral("patternEdit")).isEmpty())
                    click("addPatternButton");
                keep("policies");
                QVERIFY(!find<QScrollArea>("policyFormArea")->horizontalScrollBar()->isVisible());
                click("closePolicyButton");
                click("openReviewButton");
                keep("review");
                click("closeReviewButton");
            }
        }
        Theme::instance().apply(Theme::Mode::Light);
    }

    void f105_cancelWhileTheJobIsSubmitted()
    {
        SandboxFault hang;
        hang.kind = SandboxFault::Kind::Hang;
        hang.path = QStringLiteral("/interactions/transcripts");
        hang.times = 1;
        m_server->addFault(hang);
        choose(idsOf(3));
        click("fetchPrimaryButton");
        QTRY_COMPARE(submissions(), 1);
        // The answer of a write that is under way is waited for, and then it is not known.
        run()->cancel();
        QVERIFY(ends());
        QVERIFY(run()->outcome()->kind == RunOutcome::Kind::Cancelled);
        QCOMPARE(submissions(), 1);
        int unknown = 0;
        const auto entries = m_workspace->audit().read(1, 1000);
        for (const AuditEntry &entry : *entries)
            unknown += entry.event == QLatin1String("transcripts.submission_unknown") ? 1 : 0;
        QCOMPARE(unknown, 1);
        QTRY_VERIFY(find<QPushButton>("resumeJobButton")->isVisible());
        click("resumeJobButton");
        QTRY_VERIFY_WITH_TIMEOUT(run()->outcome() && run()->outcome()->succeeded(), 60'000);
        QCOMPARE(submissions(), 2);
    }
};

MUSTER_TEST(TestPastJobs, QApplication)

} // namespace tst_pastjobs
#include "tst_pastjobs.moc"
