// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/retentionreminder.h"

#include "models/runs/workspace.h"
#include "models/store/appsettings.h"
#include "models/store/auditlog.h"
#include "network/http/clock.h"
#include "resources/resources.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "tests/support/yearsofhistory.h"
#include "ui/audit/historypage.h"
#include "ui/audit/retentiondialog.h"
#include "ui/common/plainlabel.h"

#include <QComboBox>
#include <QDir>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_retentionreminder {

/// Closed files of 2018 to 2021, and one that is written now.
class TestRetentionReminder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const auto paths = Workspace::Paths::under(m_folder->path());
        m_file = paths.data + QStringLiteral("/audit.jsonl");
        QVERIFY(QDir().mkpath(paths.data) && QDir().mkpath(paths.config));
        const auto head = AuditHead::folderFor(paths.config, m_file, false);
        QVERIFY(head);
        writeYears(m_file, *head);
        { // as it was used yesterday: a clock that has run far ahead would not be believed (F107)
            const auto log = AuditLog::open(m_file, *head, false);
            QVERIFY(log && (*log)->append(QStringLiteral("run.started"), QStringLiteral("now"), {}));
        }
        open();
    }
    void cleanup()
    {
        m_page.reset();
        m_workspace.reset();
    }

    void S37_nothingIsSaidBeforeSomebodySaysForHowLong()
    {
        QVERIFY(!looked()->isVisible());
        keep(QStringLiteral("forever"));
        QVERIFY(!looked()->isVisible());
        keep(QStringLiteral("90y"));
        QVERIFY(!looked()->isVisible()); // nothing is that old
    }

    void S37_looksWhenThePageIsShown()
    {
        m_workspace->settings().setValue(auditKeepSetting, QStringLiteral("1y"));
        QVERIFY(!reminder()->isVisible());
        m_page->hide();
        m_page->show();
        QTRY_VERIFY(reminder()->isVisible());
    }

    void S37_saysWhatIsDueAndLeadsToTheDialog()
    {
        keep(QStringLiteral("1y"));
        QTRY_VERIFY(reminder()->isVisible());
        QCOMPARE(text(), QStringLiteral("4 closed history files are past the retention period and can be removed."));
        keepPicture(*m_page, QStringLiteral("history-retention-due"));
        find<QPushButton>("openRetentionButton")->click();
        auto *dialog = m_page->findChild<RetentionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        // What is chosen there holds here once it is closed.
        auto *combo = dialog->findChild<QComboBox *>(QStringLiteral("keepHistoryCombo"));
        combo->setCurrentIndex(0); // for ever
        Q_EMIT combo->activated(0);
        dialog->reject();
        QTRY_VERIFY(!reminder()->isVisible());
    }

    void S37_dismissedItStaysAwayUntilSomethingElseIsDue()
    {
        // Of the day on which the files of 2018 to 2020 are due, but not that of 2021.
        keep(daysSince(QDate(2021, 1, 15)));
        QTRY_VERIFY(reminder()->isVisible());
        QVERIFY(text().startsWith(QStringLiteral("3 ")));
        find<QPushButton>("dismissRetentionButton")->click();
        QVERIFY(!reminder()->isVisible());
        keep(daysSince(QDate(2020, 1, 15)));
        QVERIFY(!looked()->isVisible()); // less than what was dismissed
        m_page.reset();
        QVERIFY(m_workspace->settings().save());
        m_workspace.reset();
        open();
        keep(daysSince(QDate(2021, 1, 15)));
        QVERIFY(!looked()->isVisible()); // at the next start, too
        keep(daysSince(QDate(2022, 1, 15)));
        QTRY_VERIFY(reminder()->isVisible());
        QVERIFY(text().startsWith(QStringLiteral("4 ")));
    }

    void F97_aWindowThatOnlyLooksIsNotReminded()
    {
        keep(QStringLiteral("1y"));
        QTRY_VERIFY(reminder()->isVisible());
        QVERIFY(m_workspace->settings().save());
        auto second
            = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock, std::make_unique<MemoryVault>());
        QVERIFY(second && (*second)->isReadOnly());
        HistoryPage page;
        RetentionReminder quiet(page, **second);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QSignalSpy answered(&quiet, &RetentionReminder::looked);
        quiet.look();
        QTRY_VERIFY(!answered.isEmpty());
        QVERIFY(!quiet.isVisible());
    }

private:
    void open()
    {
        auto workspace
            = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock, std::make_unique<MemoryVault>());
        QVERIFY(workspace);
        m_workspace = *std::move(workspace);
        m_page = std::make_unique<HistoryPage>();
        m_page->setHistory(&m_workspace->audit(), &m_workspace->auditIndex());
        m_reminder = new RetentionReminder(*m_page, *m_workspace);
        m_page->resize(1000, 640);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void keep(const QString &chosen)
    {
        m_workspace->settings().setValue(auditKeepSetting, chosen);
        m_reminder->look();
    }
    static QString daysSince(const QDate &day)
    {
        return QString::number(day.daysTo(QDateTime::currentDateTimeUtc().date())) + u'd';
    }
    /// The reminder, after what was asked for last was answered.
    RetentionReminder *looked()
    {
        QSignalSpy answered(m_reminder, &RetentionReminder::looked);
        m_reminder->look();
        [&] { QTRY_VERIFY(!answered.isEmpty()); }();
        return m_reminder;
    }
    RetentionReminder *reminder() const { return m_reminder; }
    QString text() const { return find<PlainLabel>("retentionReminderLabel")->plainText(); }
    template <typename Widget>
    Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QString::fromLatin1(name));
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<HistoryPage> m_page;
    RetentionReminder *m_reminder = nullptr;
    QString m_file;
};

MUSTER_TEST(TestRetentionReminder, QApplication)

} // namespace tst_retentionreminder

#include "tst_retentionreminder.moc"
