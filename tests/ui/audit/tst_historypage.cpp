// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/historypage.h"

#include "tests/support/guiwatchdog.h"
#include "tests/support/testprogram.h"
#include "ui/common/badges.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QPushButton>
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
        m_page->setLog(m_log.get());
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
            QVERIFY(QTest::qWaitFor([check] { return check->isEnabled(); }, 60'000));
            QVERIFY2(held * 2 < clock.nsecsElapsed(),
                     qPrintable(QString::number(held))); // nor did the press wait for it
            QVERIFY(badge->word() != meanwhile);
            QCOMPARE(badge->word(), QStringLiteral("Intact"));
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
        QCOMPARE(find<StatusBadge>("auditVerdictBadge")->word(), QStringLiteral("Not intact"));
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
        QVERIFY(QTest::qWaitFor([&prompts] { return prompts.told.size() == 1; }, 60'000));
        QVERIFY2(held * 2 < clock.nsecsElapsed(), qPrintable(QString::number(held))); // the disk is not waited for
        Prompts::replace(nullptr);
        QVERIFY(save->isEnabled());
        QCOMPARE(AuditLog::verifyFile(file).entries, entries);
        QVERIFY(QFile::exists(file + QStringLiteral(".checkpoint")));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AuditLog> m_log;
    std::unique_ptr<HistoryPage> m_page;
};

MUSTER_TEST(TestHistoryPage, WatchedApplication)

} // namespace tst_historypage

#include "tst_historypage.moc"
