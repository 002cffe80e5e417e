// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/deliveriesend.h"
#include "ui/runs/noticesdialog.h"

#include "models/runs/outboxrunner.h"
#include "models/runs/workspace.h"
#include "models/store/outbox.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"
#include "ui/common/datatable.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_noticesdialog {

namespace {

class Answers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.text;
        answer(true);
    }
    void tell(QWidget *, const QString &, const QString &text) override { told << text; }
    QStringList asked, told;
};

/// Nobody listens there.
const QUrl nobody(QStringLiteral("http://127.0.0.1:9/hook?token=hush"));
const QString receiver = QStringLiteral("http://127.0.0.1:9");

} // namespace

class TestNoticesDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Theme::instance().apply(Theme::Mode::Light);
        Prompts::replace(&m_answers);
    }
    void cleanupTestCase() { Prompts::replace(nullptr); }

    void init()
    {
        m_answers.asked.clear();
        m_answers.told.clear();
        m_vault.available = true;
        m_vault.keys.clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        QVERIFY(opened);
        m_workspace = *std::move(opened);
    }
    void cleanup()
    {
        QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
    }

    void F36_whatWasGivenUpIsShownAndSentAgain()
    {
        Outbox &outbox = m_workspace->outbox();
        Delivery old;
        old.id = QString(32, u'a');
        old.runId = QStringLiteral("r1");
        old.target = nobody;
        old.body = "{}";
        old.queuedAt = old.nextAttemptAt = m_clock.wallNow().addDays(60); // not due in this test
        QVERIFY(outbox.enqueue({old}));
        QVERIFY(outbox.failed(old.id, QStringLiteral("not_sent"), old.queuedAt.addDays(1)));
        NoticesDialog dialog(*m_workspace);
        dialog.show();
        const auto *table = dialog.findChild<DataTable *>(QStringLiteral("noticesTable"));
        QCOMPARE(table->model()->rowCount(), 1);
        const QString shown = table->model()->index(0, 0).data().toString();
        QVERIFY(shown.startsWith(receiver) && !shown.contains(QLatin1String("hush")));
        QCOMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("dropped after a day"));
        auto *retry = dialog.findChild<QPushButton *>(QStringLiteral("retryNoticesButton"));
        QVERIFY(retry->isEnabled());
        retry->click();
        QTRY_COMPARE(outbox.counts()->undelivered, 0);
        QTRY_VERIFY(!retry->isEnabled());
        QCOMPARE(outbox.counts()->waiting, 1);
        QTRY_VERIFY(m_workspace->outboxRunner() != nullptr);
    }

    void S13_aKeyIsShownOnceAndSoAreItsSuccessors()
    {
        NoticesDialog dialog(*m_workspace);
        dialog.show();
        auto *address = dialog.findChild<QLineEdit *>(QStringLiteral("receiverEdit"));
        auto *make = dialog.findChild<QPushButton *>(QStringLiteral("makeSigningKeyButton"));
        auto *shown = dialog.findChild<QLineEdit *>(QStringLiteral("madeKeyEdit"));
        const auto *table = dialog.findChild<DataTable *>(QStringLiteral("signingKeysTable"));
        QVERIFY(!make->isEnabled());
        QVERIFY(!shown->isVisible());
        address->setText(QStringLiteral("https://hooks.example.com/in?token=hush"));
        QVERIFY(make->isEnabled());
        make->click();
        QTRY_VERIFY(shown->isVisible());
        const QString first = shown->text();
        QVERIFY(first.startsWith(QLatin1String("whsec_")));
        QCOMPARE(table->model()->rowCount(), 1);
        make->click();
        QTRY_VERIFY(shown->text() != first);
        QCOMPARE(table->model()->rowCount(), 2); // the one before signs on
        QVERIFY(m_answers.told.isEmpty());
        NoticesDialog later(*m_workspace);
        later.show();
        QVERIFY(later.findChild<QLineEdit *>(QStringLiteral("madeKeyEdit"))->text().isEmpty());
        QCOMPARE(later.findChild<DataTable *>(QStringLiteral("signingKeysTable"))->model()->rowCount(), 2);
        later.findChild<QLineEdit *>(QStringLiteral("receiverEdit"))
            ->setText(QStringLiteral("https://hooks.example.com"));
        later.findChild<QPushButton *>(QStringLiteral("forgetSigningKeysButton"))->click();
        QCOMPARE(m_answers.asked.size(), 1);
        QTRY_COMPARE(table->model()->rowCount(), 0);
        QVERIFY(m_vault.keys.isEmpty());
    }

    void S13_withoutAKeyStoreItIsSaid()
    {
        m_vault.available = false;
        NoticesDialog dialog(*m_workspace);
        dialog.show();
        dialog.findChild<QLineEdit *>(QStringLiteral("receiverEdit"))
            ->setText(QStringLiteral("https://hooks.example.com"));
        dialog.findChild<QPushButton *>(QStringLiteral("makeSigningKeyButton"))->click();
        QTRY_COMPARE(m_answers.told.size(), 1);
        QVERIFY(m_answers.told.first().contains(QLatin1String("No key store")));
        QVERIFY(!dialog.findChild<QLineEdit *>(QStringLiteral("madeKeyEdit"))->isVisible());
        QVERIFY(m_workspace->signingKeys().receivers().isEmpty());
    }

private:
    Answers m_answers;
    FakeClock m_clock{FakeClock::Mode::ByHand};
    MemoryVault m_vault;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

MUSTER_TEST(TestNoticesDialog, QApplication)

} // namespace tst_noticesdialog
#include "tst_noticesdialog.moc"
