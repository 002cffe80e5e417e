// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/teamdialog.h"

#include "models/runs/team/teampublisher.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "network/http/clock.h"
#include "resources/resources.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/errorpanel.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_teamdialog {

class TestTeamDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
        QVERIFY(opened);
        m_workspace = *std::move(opened);
        m_dialog = std::make_unique<TeamDialog>(m_workspace->team(), false);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void cleanup()
    {
        m_dialog.reset();
        m_workspace.reset();
    }

    void saysThatThereIsNone()
    {
        QVERIFY(!text("teamStatusLabel").isEmpty());
        QVERIFY(!button("leaveTeamButton")->isVisible());
        QVERIFY(!refusal()->isVisible());
        QCOMPARE(m_dialog->findChild<QComboBox *>(u"teamTlsCombo"_s)->currentData().toInt(), int(TeamTls::VerifyFull));
    }

    void refusesWhatCannotBeAndChangesNothing()
    {
        const qint64 before = m_workspace->audit().count();
        edit("teamHostEdit")->setText(u"db.example.com"_s);
        QTest::mouseClick(button("useTeamButton"), Qt::LeftButton);
        QVERIFY(!text("teamFaultLabel").isEmpty());
        QVERIFY(!m_workspace->team().settings().isOn());
        edit("teamDatabaseEdit")->setText(u"campaigns"_s);
        edit("teamUserEdit")->setText(u"muster"_s);
        m_dialog->findChild<QComboBox *>(u"teamTlsCombo"_s)->setCurrentIndex(2);
        QTest::mouseClick(button("useTeamButton"), Qt::LeftButton);
        QVERIFY(text("teamFaultLabel").contains(u"db.example.com"_s));
        QVERIFY(!m_workspace->team().settings().isOn());
        QCOMPARE(m_workspace->audit().count(), before);
    }

    void takesADatabaseAndLeavesIt()
    {
        edit("teamHostEdit")->setText(u" db.example.com "_s);
        edit("teamDatabaseEdit")->setText(u"campaigns"_s);
        edit("teamUserEdit")->setText(u"muster"_s);
        edit("teamPasswordEdit")->setText(u"hush"_s);
        edit("teamComputerEdit")->setText(u"Front desk"_s);
        QTest::mouseClick(button("useTeamButton"), Qt::LeftButton);
        QCOMPARE(m_workspace->team().settings(),
                 (TeamSettings{.host = u"db.example.com"_s,
                               .database = u"campaigns"_s,
                               .user = u"muster"_s,
                               .computer = u"Front desk"_s}));
        QVERIFY(edit("teamPasswordEdit")->text().isEmpty());
        QVERIFY(text("teamFaultLabel").isEmpty());
        QVERIFY(button("leaveTeamButton")->isVisible());
        test::keepPicture(*m_dialog, u"dialog-team-database"_s);
        const auto entry = m_workspace->audit().read(m_workspace->audit().count(), 1);
        QVERIFY(entry);
        QCOMPARE(entry->first().event, u"team.database_chosen"_s);
        QTest::mouseClick(button("leaveTeamButton"), Qt::LeftButton);
        QVERIFY(!m_workspace->team().settings().isOn());
        QVERIFY(edit("teamHostEdit")->text().isEmpty());
    }

    void aRefusalIsSaidWithAWayToTryAgain()
    {
        QVERIFY(m_workspace->team().setSettings({.host = u"localhost"_s, .port = 1, .database = u"d"_s, .user = u"u"_s},
                                                std::nullopt));
        m_workspace->team().usePassword(Secret(QByteArrayView("x")));
        m_workspace->team().start();
        QTRY_VERIFY(refusal()->isVisible());
        const auto *what = refusal()->findChild<QLabel *>(u"errorWhatLabel"_s);
        QVERIFY2(what->text().contains(u"localhost:1/d"_s), qPrintable(what->text()));
        QSignalSpy again(refusal(), &ErrorPanel::retry);
        QPushButton *retry = nullptr;
        for (QPushButton *button : refusal()->findChildren<QPushButton *>())
            retry = button->isVisible() ? button : retry;
        QVERIFY(retry != nullptr);
        test::keepPicture(*m_dialog, u"dialog-team-refused"_s);
        QTest::mouseClick(retry, Qt::LeftButton);
        QCOMPARE(again.size(), 1);
    }

private:
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return m_dialog->findChild<QPushButton *>(QLatin1String(name));
    }
    [[nodiscard]] ErrorPanel *refusal() const { return m_dialog->findChild<ErrorPanel *>(u"teamRefusalPanel"_s); }
    [[nodiscard]] QLineEdit *edit(const char *name) const
    {
        return m_dialog->findChild<QLineEdit *>(QLatin1String(name));
    }
    [[nodiscard]] QString text(const char *name) const
    {
        const auto *label = m_dialog->findChild<QLabel *>(QLatin1String(name));
        return label->isVisible() ? label->text() : QString();
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TeamDialog> m_dialog;
};

MUSTER_TEST(TestTeamDialog, QApplication)

} // namespace tst_teamdialog
#include "tst_teamdialog.moc"
