// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/historypage.h"

#include "models/items/auditmodel.h"
#include "models/store/auditindex.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/audit/runaudithistory.h"
#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_historypage {

namespace {

/// Chooses the name of a file for whoever asks, and keeps what is told.
class SavingPrompts final : public Prompts
{
public:
    explicit SavingPrompts(QString file)
        : m_file(std::move(file))
    {
    }
    void tell(QWidget *, const QString &title, const QString &) override { told << title; }
    void saveFile(QWidget *, const QString &, const QString &, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        answer(m_file);
    }
    QStringList told;

private:
    QString m_file;
};

} // namespace

/// A history that takes its time to be read: the window goes on meanwhile.
class TestHistoryPage : public QObject
{
    Q_OBJECT

    static constexpr int entries = 20'000;

    template <typename Widget>
    Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QString::fromLatin1(name));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("head")));
        auto log = AuditLog::open(m_folder->filePath(QStringLiteral("audit.jsonl")),
                                  m_folder->filePath(QStringLiteral("head")), false);
        QVERIFY(log);
        m_log = *std::move(log);
        for (int i = 0; i < entries; i += 1000) {
            const QList<AuditDraft> drafts(1000, {QStringLiteral("run.started"), QStringLiteral("r"), {}});
            QVERIFY(m_log->appendAll(drafts));
        }
        m_page = std::make_unique<HistoryPage>();
        m_page->setHistory(m_log.get());
        m_page->resize(1000, 600);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_log.reset();
    }

    void theWindowGoesOnWhileTheHistoryIsChecked()
    {
        verifyNeverHeld(*this, [this] {
            auto *check = find<QPushButton>("verifyAuditButton");
            auto *badge = find<StatusBadge>("auditVerdictBadge");
            auto *words = find<PlainLabel>("auditVerdictLabel");
            QVERIFY(check && badge && words);
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            QCoreApplication::processEvents();
            watch.startWatch();
            QElapsedTimer clock;
            clock.start();
            QTest::mouseClick(check, Qt::LeftButton);
            const qint64 held = clock.nsecsElapsed();
            QVERIFY(!check->isEnabled()); // it is under way, and not over already
            QVERIFY(words->isVisible());
            const QString meanwhile = badge->word();
            // Whoever writes does not wait for it, either.
            QVERIFY(m_log->append(QStringLiteral("run.ended"), QStringLiteral("r"), {}));
            QVERIFY(muster::tests::waitFor([check] { return check->isEnabled(); }, 60'000));
            QVERIFY2(held * 2 < clock.nsecsElapsed(),
                     qPrintable(QString::number(held))); // nor did the press wait for it
            QVERIFY(badge->word() != meanwhile);
            QCOMPARE(badge->word(), QStringLiteral("Verified"));
            watch.stopWatch();
        });
    }

    void aTamperedHistoryIsStillFound()
    {
        QFile file(m_log->file());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2) && file.write("x") == 1);
        file.close();
        QTest::mouseClick(find<QPushButton>("verifyAuditButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("verifyAuditButton")->isEnabled(), 60'000);
        QCOMPARE(find<StatusBadge>("auditVerdictBadge")->word(), QStringLiteral("Verification failed"));
    }

    void thePageMayGoWhileTheHistoryIsChecked()
    {
        QTest::mouseClick(find<QPushButton>("verifyAuditButton"), Qt::LeftButton);
        m_page.reset();
        m_log.reset(); // waits for who reads it
        const AuditVerdict verdict = AuditLog::verifyFile(m_folder->filePath(QStringLiteral("audit.jsonl")));
        QVERIFY(verdict.intact);
        QCOMPARE(verdict.entries, entries);
    }

    void theWindowGoesOnWhileTheHistoryIsExported()
    {
        const QString file = m_folder->filePath(QStringLiteral("copy.jsonl"));
        SavingPrompts prompts(file);
        Prompts::replace(&prompts);
        auto *save = find<QPushButton>("exportAuditButton");
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(save, Qt::LeftButton);
        const qint64 held = clock.nsecsElapsed();
        QVERIFY(!save->isEnabled());
        QVERIFY(prompts.told.isEmpty());
        QVERIFY(muster::tests::waitFor([&prompts] { return prompts.told.size() == 1; }, 60'000));
        QVERIFY2(held * 2 < clock.nsecsElapsed(), qPrintable(QString::number(held))); // the disk is not waited for
        Prompts::replace(nullptr);
        QVERIFY(save->isEnabled());
        QCOMPARE(AuditLog::verifyFile(file).entries, entries);
        QVERIFY(QFile::exists(file + QStringLiteral(".checkpoint")));
    }

    /// A page over `log` of 200,000 entries; answered.
    void theWindowGoesOnOverALongHistory()
    {
        constexpr int many = 200'000;
        for (int i = entries; i < many; i += 10'000) {
            QList<AuditDraft> drafts;
            for (int at = i; at < i + 10'000; ++at)
                drafts.append({at % 40 == 0 ? QStringLiteral("export.started") : QStringLiteral("export.page"),
                               QStringLiteral("run%1").arg(at / 40),
                               {{QStringLiteral("segment"), QStringLiteral("s%1").arg(at % 7)}}});
            QVERIFY(m_log->appendAll(drafts));
        }
        verifyNeverHeld(*this, [this] {
            AuditIndex index(*m_log, m_folder->filePath(QStringLiteral("index.sqlite")), false);
            HistoryPage page;
            page.resize(1200, 700);
            page.show();
            QVERIFY(QTest::qWaitForWindowExposed(&page));
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            QCoreApplication::processEvents();
            watch.startWatch();
            page.setHistory(m_log.get(), &index);
            auto *table = page.findChild<DataTable *>(QStringLiteral("auditTable"));
            const AuditModel &model = *page.model();
            const auto settled = [&] { return !model.isSearching() && model.entry(0); };
            QVERIFY(muster::tests::waitFor([&] { return model.entry(0) != nullptr; }, 60'000)); // before it is searched
            QVERIFY(muster::tests::waitFor(settled, 60'000));
            for (int step = 1; step <= 20; ++step) {
                table->scrollTo(model.index(model.rowCount() * step / 21, 0));
                QVERIFY(muster::tests::waitFor([&] { return model.entry(model.rowCount() * step / 21) != nullptr; },
                                               60'000));
            }
            QTest::keyClicks(page.findChild<QLineEdit *>(QStringLiteral("auditSearchEdit")), QStringLiteral("\"s3\""));
            QVERIFY(muster::tests::waitFor([&] { return settled() && model.matches() < many / 5; }, 60'000));
            QVERIFY(model.matches() > many / 10);
            page.showRun(QStringLiteral("run1000"));
            QVERIFY(muster::tests::waitFor([&] { return settled() && model.matches() == 40; }, 60'000));
            watch.stopWatch();
        });
    }

    void anEntryLeadsToAllOfItsRunAndBack()
    {
        QVERIFY(m_log->appendAll({{QStringLiteral("apply.started"),
                                   QStringLiteral("mine"),
                                   {{QStringLiteral("list"), QStringLiteral("l1")}}},
                                  {QStringLiteral("apply.purged"), QStringLiteral("mine"), {}},
                                  {QStringLiteral("apply.started"),
                                   QStringLiteral("other"),
                                   {{QStringLiteral("list"), QStringLiteral("l1")}}}}));
        AuditIndex index(*m_log, {}, false);
        HistoryPage page;
        page.setHistory(m_log.get(), &index);
        page.resize(1200, 700);
        page.show();
        const AuditModel &model = *page.model();
        const auto button = [&](const char *name) { return page.findChild<QPushButton *>(QString::fromLatin1(name)); };
        QTRY_VERIFY(!model.isSearching());
        QCOMPARE(model.matches(), entries + 3);
        QVERIFY(!button("auditOfRunButton")->isEnabled());
        page.showEntry(entries + 2);
        QTRY_VERIFY(button("auditOfRunButton")->isEnabled());
        auto *details = page.findChild<QPlainTextEdit *>(QStringLiteral("auditDetailsEdit"));
        QVERIFY(details->toPlainText().contains(QStringLiteral("Purges sent")));
        const QByteArray line = QString::fromUtf8(m_log->readLines(entries + 2, 1)->first()).toUtf8();
        QVERIFY(details->toPlainText().contains(QString::fromUtf8(line))); // as it stands in the file
        QSignalSpy asked(&page, &HistoryPage::runAsked);
        QTest::mouseClick(button("auditToRunButton"), Qt::LeftButton);
        QCOMPARE(asked.first().first().toString(), QStringLiteral("mine"));

        QTest::mouseClick(button("auditOfRunButton"), Qt::LeftButton);
        QTRY_COMPARE(model.matches(), 2);
        QVERIFY(details->toPlainText().contains(QStringLiteral("Purges sent"))); // still the chosen one
        page.showEntry(entries + 1);
        QTRY_VERIFY(button("auditOfObjectButton")->isEnabled());
        QTest::mouseClick(button("auditOfObjectButton"), Qt::LeftButton);
        QTRY_COMPARE(model.matches(), 3);
        // One that the filters hide: they go.
        page.showEntry(7);
        QTRY_COMPARE(model.matches(), entries + 3);
        QTRY_VERIFY(details->toPlainText().contains(QStringLiteral("Entry 7:")));

        QTest::keyClicks(page.findChild<QLineEdit *>(QStringLiteral("auditSearchEdit")),
                         QStringLiteral("no such thing"));
        QTRY_VERIFY(!model.isSearching() && model.matches() == 0);
        auto *empty = page.findChild<EmptyState *>(QStringLiteral("auditEmptyState"));
        QTRY_VERIFY(empty->isVisible());
        QTest::mouseClick(button("clearAuditFiltersButton"), Qt::LeftButton);
        QTRY_COMPARE(model.matches(), entries + 3);
    }

    void aRunShowsItsOwnHistory()
    {
        AuditIndex index(*m_log, {}, false);
        RunAuditHistory pane;
        pane.setHistory(m_log.get(), &index);
        pane.setRun(QStringLiteral("mine"));
        pane.resize(700, 300);
        pane.show();
        auto *empty = pane.findChild<EmptyState *>(QStringLiteral("runAuditEmptyState"));
        QTRY_VERIFY(!pane.model()->isSearching());
        QVERIFY(empty->isVisible());
        QVERIFY(m_log->append(QStringLiteral("apply.started"), QStringLiteral("mine"), {}));
        QTRY_COMPARE(pane.model()->rowCount(), 1); // live
        QTRY_VERIFY(!empty->isVisible());
        QSignalSpy asked(&pane, &RunAuditHistory::entryAsked);
        auto *table = pane.findChild<DataTable *>(QStringLiteral("runAuditTable"));
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(asked.first().first().toLongLong(), entries + 1);
        pane.setRun(QStringLiteral("r"));
        QTRY_COMPARE(pane.model()->matches(), entries);
        pane.setRun({});
        QVERIFY(empty->isVisible());
    }

    void picturesOfTheHistory_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void picturesOfTheHistory()
    {
        QFETCH(bool, isDark);
        QVERIFY(m_log->appendAll(
            {{QStringLiteral("export.started"),
              QStringLiteral("7f3a9c0155"),
              {{QStringLiteral("segment"), QStringLiteral("seg-0042")},
               {QStringLiteral("profile"), QStringLiteral("p1")}}},
             {QStringLiteral("export.page"), QStringLiteral("7f3a9c0155"), {{QStringLiteral("records"), 500}}},
             {QStringLiteral("export.page"), QStringLiteral("7f3a9c0155"), {{QStringLiteral("records"), 1000}}},
             {QStringLiteral("export.complete"), QStringLiteral("7f3a9c0155"), {{QStringLiteral("records"), 1000}}},
             {QStringLiteral("apply.failed"),
              QStringLiteral("11aa22bb33"),
              {{QStringLiteral("list"), QStringLiteral("4711")}}}}));
        Theme::instance().apply(isDark ? Theme::Mode::Dark : Theme::Mode::Light, Theme::Contrast::Standard);
        AuditIndex index(*m_log, {}, false);
        HistoryPage page;
        page.setHistory(m_log.get(), &index);
        page.setConnectionNames({{QStringLiteral("p1"), QStringLiteral("Acme EU")}});
        page.resize(1280, 720);
        page.show();
        QTRY_VERIFY(!page.model()->isSearching());
        page.showEntry(entries + 3);
        QTRY_VERIFY(page.model()->entry(1) && page.model()->entry(6));
        QTest::qWait(0);
        keepPicture(page, isDark ? QStringLiteral("history-filters-dark") : QStringLiteral("history-filters"));
        page.showRun(QStringLiteral("7f3a9c0155"));
        QTRY_COMPARE(page.model()->matches(), 4);
        QTRY_VERIFY(page.model()->entry(0));
        keepPicture(page, isDark ? QStringLiteral("history-run-dark") : QStringLiteral("history-run"));
        Theme::instance().apply(Theme::Mode::Light, Theme::Contrast::Standard);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AuditLog> m_log;
    std::unique_ptr<HistoryPage> m_page;
};

MUSTER_TEST(TestHistoryPage, WatchedApplication)

} // namespace tst_historypage

#include "tst_historypage.moc"
