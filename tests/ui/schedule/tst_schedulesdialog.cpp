// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/schedule/schedulesdialog.h"

#include "models/runs/workspace.h"
#include "network/http/clock.h"
#include "tests/support/fakescheduler.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"
#include "ui/common/datatable.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/schedule/scheduleform.h"

#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_schedulesdialog {

namespace {

class ScheduleAnswers final : public Prompts
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

} // namespace

class TestSchedulesDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Prompts::replace(&m_answers); }
    void cleanupTestCase() { Prompts::replace(nullptr); }
    void init()
    {
        m_answers.asked.clear();
        m_answers.told.clear();
        m_state = {};
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened
            = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock, std::make_unique<MemoryVault>());
        QVERIFY(opened);
        m_workspace = *std::move(opened);
        m_store = std::make_unique<ScheduleStore>(m_folder->path());
        QVERIFY(!m_store->load());
        m_desk = std::make_unique<ScheduleDesk>(
            ScheduleDesk::Parts{*m_store, m_workspace->audit(), m_workspace->storeThread()},
            ScheduleHost{.program = u"/usr/bin/muster"_s,
                         .dataDir = {},
                         .dataFolder = m_folder->filePath(u"data"_s),
                         .unitFolder = m_folder->filePath(u"units"_s),
                         .check = [](const QStringList &words) -> std::optional<ApiError> {
                             if (words.first() == u"nonsense")
                                 return fault(ErrorKind::BadInput, "schedule_step_kind", u"nonsense"_s);
                             return std::nullopt;
                         }},
            std::make_unique<FakeScheduler>(m_state));
    }
    void cleanup()
    {
        m_desk.reset();
        m_workspace.reset();
    }

    /// A person makes a schedule, turns it off, changes it and removes it.
    void aScheduleFromItsFirstWordToItsEnd()
    {
        verifyNeverHeld(*this, [this] { journey(); });
    }

private:
    void journey()
    {
        auto &watch = static_cast<WatchedApplication &>(*qApp);
        SchedulesDialog dialog(*m_desk);
        dialog.show();
        QTRY_VERIFY(!m_desk->isLooking());
        QVERIFY(!button(dialog, "editScheduleButton")->isEnabled());
        button(dialog, "addScheduleButton")->click();
        auto *form = dialog.findChild<ScheduleForm *>();
        QVERIFY(form);
        auto *save = button(*form, "saveScheduleButton");
        const auto *wrong = form->findChild<PlainLabel *>(u"scheduleFaultLabel"_s);
        form->findChild<QLineEdit *>(u"scheduleNameEdit"_s)->setText(u"Night"_s);
        auto *steps = form->findChild<QPlainTextEdit *>(u"scheduleStepsEdit"_s);
        steps->setPlainText(u"nonsense"_s);
        QTRY_VERIFY(wrong->plainText().contains(u"nonsense"_s));
        QVERIFY(!save->isEnabled());
        steps->setPlainText(u"segments export 'two words'\n\naudit verify\n"_s);
        QTRY_VERIFY(save->isEnabled());
        QVERIFY(wrong->plainText().isEmpty());
        watch.startWatch();
        save->click();
        auto *model = table(dialog)->model();
        QTRY_COMPARE(model->rowCount(), 1);
        QTRY_COMPARE(model->index(0, 2).data().toString(), u"On"_s);
        const Schedule kept = (*m_store).schedules().first();
        QCOMPARE(kept.steps, (QList<QStringList>{{u"segments"_s, u"export"_s, u"two words"_s}, {u"audit"_s, u"verify"_s}}));
        QVERIFY(kept.active);
        QTRY_VERIFY(button(dialog, "runScheduleButton")->isEnabled());
        button(dialog, "runScheduleButton")->click();
        QTRY_COMPARE(m_state.calls.last(), u"start "_s + TimerUnit::serviceName(kept.id));

        QTRY_COMPARE(button(dialog, "toggleScheduleButton")->text(), u"Turn off"_s);
        QTRY_VERIFY(button(dialog, "toggleScheduleButton")->isEnabled());
        button(dialog, "toggleScheduleButton")->click();
        QTRY_COMPARE(model->index(0, 2).data().toString(), u"Off"_s);
        QVERIFY(QDir(m_folder->filePath(u"units"_s)).isEmpty());
        QTRY_VERIFY(button(dialog, "removeScheduleButton")->isEnabled());
        button(dialog, "removeScheduleButton")->click();
        QCOMPARE(m_answers.asked.size(), 1);
        QTRY_COMPARE(model->rowCount(), 0);
        watch.stopWatch();
        QVERIFY(m_answers.told.isEmpty());
    }

private Q_SLOTS:

    void whatCouldNotBeTimedIsToldAndShownAsOff()
    {
        m_state.refused = u"enable"_s;
        m_state.code = u"no_user_scheduler"_s;
        SchedulesDialog dialog(*m_desk);
        dialog.show();
        m_desk->save(
            {.name = u"Night"_s, .steps = {{u"audit"_s, u"verify"_s}}, .times = {.zone = u"UTC"_s}, .channels = {}, .active = true});
        QTRY_COMPARE(m_answers.told.size(), 1);
        QVERIFY2(m_answers.told.first().contains(u"crontab"_s), qPrintable(m_answers.told.first()));
        QTRY_COMPARE(table(dialog)->model()->rowCount(), 1);
        QTRY_COMPARE(table(dialog)->model()->index(0, 2).data().toString(), u"Off"_s);
    }

    void saysWhenTimersEndWithTheLogIn()
    {
        SchedulesDialog dialog(*m_desk);
        dialog.show();
        const auto *notice = dialog.findChild<PlainLabel *>(u"schedulesNoticeLabel"_s);
        QTRY_VERIFY(notice->plainText().contains(u"enable-linger"_s));
        m_state.lingers = true;
        m_desk->look();
        QTRY_VERIFY(notice->plainText().isEmpty());
        m_state.refused = u"timers"_s;
        m_desk->look();
        QTRY_VERIFY(notice->plainText().contains(u"systemd"_s));
    }

private:
    [[nodiscard]] static QPushButton *button(QWidget &window, const char *name)
    {
        return window.findChild<QPushButton *>(QLatin1String(name));
    }
    [[nodiscard]] static DataTable *table(QWidget &window) { return window.findChild<DataTable *>(u"schedulesTable"_s); }

    ScheduleAnswers m_answers;
    SystemClock m_clock;
    FakeScheduler::State m_state;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<ScheduleStore> m_store;
    std::unique_ptr<ScheduleDesk> m_desk;
};

MUSTER_TEST(TestSchedulesDialog, WatchedApplication)

} // namespace tst_schedulesdialog
#include "tst_schedulesdialog.moc"
