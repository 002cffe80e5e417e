// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runmodels.h"
#include "models/lists/listworkbench.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audit/historypage.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionspage.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/workbenchview.h"
#include "ui/runs/activitypage.h"
#include "ui/segments/segmentspage.h"
#include "ui/transcripts/fetchpage.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/policypage.h"
#include "ui/transcripts/resultspane.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"
#include "ui/welcome/welcomepage.h"

#include <QApplication>
#include <QTabWidget>
#include <functional>

using namespace muster;

namespace tst_emptytables {

/// Every table that is seen without a row says in a sentence what belongs there and what to do. Whatever tab it is in.
class TestEmptyTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void pages_data();
    void pages();

private:
    /// Those around the table, and in it, that are seen.
    static QString sentenceFor(const DataTable *table)
    {
        for (const QWidget *place : {table->viewport(), static_cast<QWidget *>(table->parentWidget())}) {
            for (const auto *empty : place->findChildren<EmptyState *>()) {
                const auto *label = empty->findChild<PlainLabel *>();
                if (empty->isVisible() && label)
                    return label->plainText();
            }
        }
        return {};
    }
    static void look(QWidget &page)
    {
        for (auto *table : page.findChildren<DataTable *>()) {
            if (!table->isVisible() || !table->model() || table->model()->rowCount() > 0)
                continue;
            const QString sentence = sentenceFor(table);
            QVERIFY2(sentence.size() > 20 && sentence.endsWith(u'.'),
                     qPrintable(table->objectName() + QStringLiteral(": ") + sentence));
        }
    }
};

void TestEmptyTables::pages_data()
{
    QTest::addColumn<std::function<QWidget *()>>("make");
    const auto row = [](const char *name, std::function<QWidget *()> make) { QTest::newRow(name) << std::move(make); };
    row("segments", [] {
        auto *page = new SegmentsPage;
        page->setSegments({});
        return page;
    });
    row("arriving rows", [] {
        auto *page = new SegmentsPage;
        page->setSegments({});
        page->startLiveRows(QStringLiteral("x"), {QStringLiteral("a")});
        return page;
    });
    row("lists", [] {
        auto *page = new ContactListsPage;
        page->index()->setTenant(true);
        page->index()->setLists({});
        return page;
    });
    row("no tenant", [] { return new ContactListsPage; });
    for (const char *view : {"csv file", "apply", "list run", "restore", "enrich", "enrich review"}) {
        row(view, [name = QByteArray(view)] {
            auto *page = new ContactListsPage;
            page->show(name == "csv file"       ? static_cast<QWidget *>(page->csvFile())
                           : name == "apply"    ? static_cast<QWidget *>(page->apply())
                           : name == "list run" ? static_cast<QWidget *>(page->runPage())
                           : name == "restore"  ? static_cast<QWidget *>(page->restore())
                           : name == "enrich"   ? static_cast<QWidget *>(page->enrich())
                                                : static_cast<QWidget *>(page->enrichReview()));
            return page;
        });
    }
    row("a file of names alone", [] {
        auto *page = new CsvFilePage;
        page->showPreview(QStringLiteral("/tmp/a.csv"), {.header = {QStringLiteral("phone")}, .phoneColumn = 0});
        return page;
    });
    row("jobs", [] { return new TranscriptsPage; });
    row("a job without results", [] {
        auto *page = new TranscriptsPage;
        page->jobs()->jobs().put({.runId = QStringLiteral("r"), .name = QStringLiteral("x")});
        page->setLowerVisible(true);
        return page;
    });
    row("fetch", [] {
        auto *page = new TranscriptsPage;
        page->show(TranscriptsPage::View::Fetch);
        return page;
    });
    row("policies", [] {
        auto *page = new TranscriptsPage;
        page->show(TranscriptsPage::View::Policies);
        return page;
    });
    row("review", [] {
        auto *page = new TranscriptsPage;
        page->show(TranscriptsPage::View::Review);
        return page;
    });
    row("a transcript of nothing", [] {
        auto *viewer = new TranscriptViewer;
        viewer->setTranscript(std::make_shared<TranscriptText>());
        return viewer;
    });
    row("audiences", [] {
        auto *page = new AudiencesPage;
        page->index()->setTenant(true);
        page->index()->setAudiences({});
        return page;
    });
    row("activity", [] {
        auto *page = new ActivityPage(new RunListModel(qApp));
        return page;
    });
    row("history", [] { return new HistoryPage; });
    row("connections", [] { return new ConnectionsPage; });
    row("welcome", [] { return new WelcomePage; });
}

void TestEmptyTables::pages()
{
    QFETCH(std::function<QWidget *()>, make);
    const std::unique_ptr<QWidget> page(make());
    page->resize(1112, 740);
    page->show();
    QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    look(*page);
    for (auto *tabs : page->findChildren<QTabWidget *>()) {
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            look(*page);
        }
    }
}

MUSTER_TEST(TestEmptyTables, QApplication)

} // namespace tst_emptytables
#include "tst_emptytables.moc"
