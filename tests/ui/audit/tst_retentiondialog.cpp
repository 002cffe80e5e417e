// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/retentiondialog.h"

#include "models/items/auditmodel.h"
#include "models/items/removedfilesmodel.h"
#include "models/runs/workspace.h"
#include "models/store/appsettings.h"
#include "models/store/auditretention.h"
#include "network/http/clock.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "tests/support/yearsofhistory.h"
#include "ui/audit/historypage.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_retentiondialog {

namespace {

/// Says yes or no, and names a folder.
class AnsweringPrompts final : public Prompts
{
public:
    AnsweringPrompts() { replace(this); }
    ~AnsweringPrompts() override { replace(nullptr); }
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.text;
        isDangerous = question.dangerous;
        answer(accepts);
    }
    void tell(QWidget *, const QString &title, const QString &) override { told << title; }
    void chooseFolder(QWidget *, const QString &, const QString &, std::function<void(QString)> answer) override
    {
        answer(folder);
    }
    bool accepts = true, isDangerous = false;
    QString folder;
    QStringList asked, told;
};

} // namespace

class TestRetentionDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        auto workspace = Workspace::open(paths, m_clock, std::make_unique<MemoryVault>());
        QVERIFY(workspace);
        m_workspace = *std::move(workspace);
        m_dialog = new RetentionDialog(*m_workspace);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    }
    void cleanup()
    {
        delete m_dialog.data();
        m_workspace.reset();
    }

    void S37_nothingIsOfferedBeforeSomebodySaysForHowLong()
    {
        QCOMPARE(keep()->currentData().toString(), QStringLiteral("forever"));
        QTRY_VERIFY(label("retentionSummaryLabel").isEmpty()); // looked
        QVERIFY(!remove()->isEnabled());
        QCOMPARE(files(), 0);
    }

    void S37_whatIsShownIsConfirmedAndThenRemoved()
    {
        AnsweringPrompts prompts;
        HistoryPage page;
        page.setHistory(&m_workspace->audit(), &m_workspace->auditIndex());
        QTRY_VERIFY(!page.model()->isSearching());
        const qint64 before = page.model()->matches();
        verifyNeverHeld(*this, [&] {
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            watch.startWatch();
            choose(QStringLiteral("day"));
            find<QDateEdit>("keepFromDayEdit")->setDate(QDate(2020, 1, 2));
            QVERIFY(muster::tests::waitFor([&] { return remove()->isEnabled(); }, 60'000));
            watch.stopWatch();
        });
        QCOMPARE(files(), 2);
        keepPicture(*m_dialog, QStringLiteral("history-retention"));
        prompts.accepts = false;
        QTest::mouseClick(remove(), Qt::LeftButton);
        QCOMPARE(prompts.asked.size(), 1);
        QVERIFY(prompts.isDangerous);
        QCOMPARE(closed(), closedYears);

        prompts.accepts = true;
        find<QCheckBox>("retentionCopiesCheck")->setChecked(true);
        QTest::mouseClick(remove(), Qt::LeftButton); // no folder: gave up
        QCOMPARE(prompts.asked.size(), 1);
        prompts.folder = m_folder->path();
        QTest::mouseClick(remove(), Qt::LeftButton);
        QVERIFY(!remove()->isEnabled());
        m_dialog->reject(); // not in the midst of it
        QVERIFY(m_dialog && m_dialog->isVisible());
        QTRY_COMPARE(prompts.told.size(), 1);
        QCOMPARE(closed(), closedYears - 2);
        QVERIFY(QFile::exists(m_folder->filePath(QFileInfo(ClosedAuditFile::pathFor(m_file, 1)).fileName())));
        QTRY_COMPARE(files(), 0);
        QVERIFY(m_workspace->audit().verify().intact);
        // The page shows what is left, and the entry that tells of it.
        QTRY_COMPARE(page.model()->matches(), before - 2 * entriesAYear + 1);
        QCOMPARE(page.model()->sequenceAt(page.model()->rowCount() - 1), 2 * entriesAYear + 1);
        QCOMPARE(page.model()->reveal(3), -1);
        auto *count = page.findChild<PlainLabel *>(QStringLiteral("auditCountLabel"));
        QTRY_VERIFY(count->plainText().contains(QStringLiteral("10"))); // those up to entry 10
    }

    void S37_howLongIsRemembered()
    {
        choose(QStringLiteral("3y"));
        QCOMPARE(m_workspace->settings().text(auditKeepSetting), QStringLiteral("3y"));
        QTRY_COMPARE(files(), closedYears);
        delete m_dialog.data();
        m_dialog = new RetentionDialog(*m_workspace);
        QCOMPARE(keep()->currentData().toString(), QStringLiteral("3y"));
        QTRY_COMPARE(files(), closedYears);
    }

    void S37_aFileThatIsNotWholeIsSaid()
    {
        QVERIFY(QFile::remove(ClosedAuditFile::pathFor(m_file, entriesAYear + 1)));
        choose(QStringLiteral("1y"));
        QTRY_VERIFY(label("retentionResultLabel")
                        .contains(QFileInfo(ClosedAuditFile::pathFor(m_file, entriesAYear + 1)).fileName()));
        QVERIFY(!remove()->isEnabled());
    }

private:
    template <typename Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QString::fromLatin1(name));
    }
    QComboBox *keep() const { return find<QComboBox>("keepHistoryCombo"); }
    QPushButton *remove() const { return find<QPushButton>("removeHistoryFilesButton"); }
    QString label(const char *name) const { return find<PlainLabel>(name)->plainText(); }
    int files() const { return m_dialog->findChild<RemovedFilesModel *>()->rowCount(); }
    int closed() const { return int(ClosedAuditFile::of(m_file).size()); }
    void choose(const QString &data)
    {
        keep()->setCurrentIndex(keep()->findData(data));
        Q_EMIT keep()->activated(keep()->currentIndex());
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    QString m_file;
    QPointer<RetentionDialog> m_dialog;
};

MUSTER_TEST(TestRetentionDialog, WatchedApplication)

} // namespace tst_retentiondialog

#include "tst_retentiondialog.moc"
