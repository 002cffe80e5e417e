// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/audiencemodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/draftstore.h"
#include "models/store/secretstore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/deliveriesend.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencescontroller.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/registerview.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

/// What a person answers to file pickers and questions.
class AudienceAnswers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(accept);
    }
    void tell(QWidget *, const QString &title, const QString &text) override { told << QString(title % u": " % text); }
    void openFile(QWidget *, const QString &, const QStringList &, std::function<void(QString)> answer) override
    {
        answer(file);
    }
    void saveFile(QWidget *, const QString &, const QString &, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        answer(target);
    }
    bool accept = true;
    QString file, target; ///< To be opened, to be saved as.
    QStringList asked, told;
};

/// The page of audiences on a real sandbox over loopback; what was registered is read from the sandbox itself.
class AudienceWindow : public QObject
{
protected:
    const QString golden = QStringLiteral("a0d10001-3c5e-4f71-8a2b-000000000001");

    template <typename T>
    T *find(const char *name)
    {
        const QWidget *in = m_page->current() ? static_cast<QWidget *>(m_page->current()) : m_page->index();
        T *found = in->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    QString text(const char *name) { return find<PlainLabel>(name)->plainText(); }
    AudienceEditor &editor() { return *m_page->current(); }
    AudienceWork &work() { return editor().work(); }
    [[nodiscard]] int puts() const
    {
        const QList<SandboxRequest> requests = m_server->requests();
        return int(std::count_if(requests.cbegin(), requests.cend(),
                                 [](const SandboxRequest &one) { return one.method == QByteArray("PUT"); }));
    }
    void openAudience(const QString &id)
    {
        m_page->show(m_page->index());
        auto *table = find<QTableView>("audiencesTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        m_page->index()->choose(id);
        find<QPushButton>("openAudienceButton")->click();
        QTRY_VERIFY(m_page->current() && work().audienceId() == id);
    }
    /// The first condition of the draft on that field.
    CriteriaNodeId conditionOn(const QString &field)
    {
        const CriteriaTree &tree = work().tree().tree();
        for (const CriteriaNodeId id : tree.inReadingOrder()) {
            if (!tree.node(id).group && tree.node(id).condition.field == field)
                return id;
        }
        qFatal("there is no such condition");
    }
    void setValue(const QString &field, const CriteriaValue &value)
    {
        QVERIFY(work().tree().apply(work().tree().edits().setValue(conditionOn(field), value)));
    }
    enum ContactsOfMenu { OfAFile, OfAList, OfASegment };
    void chooseContacts(ContactsOfMenu kind, const QString &name)
    {
        auto *menu = find<QMenu>("contactsAtHandMenu");
        QTRY_COMPARE(menu->actions().size(), 3);
        int chosen = 0;
        for (QAction *action : menu->actions().at(kind)->menu()->actions()) {
            if (action->text() != name)
                continue;
            action->trigger();
            ++chosen;
        }
        QCOMPARE(chosen, 1);
    }
    void chooseAllCustomers() { chooseContacts(OfASegment, QStringLiteral("All customers")); }
    void openRegister()
    {
        find<QPushButton>("registerAudienceButton")->click();
        QCOMPARE(editor().shown(), AudienceEditor::View::Register);
    }
    void confirm()
    {
        auto *button = find<ConfirmButton>("confirmRegisterButton");
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(editor().shown(), AudienceEditor::View::Run);
        QTRY_VERIFY_WITH_TIMEOUT(editor().run()->run()->outcome().has_value(), 60'000);
    }

    static void setUpOnce()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }
    void openWindow(const QString &home)
    {
        auto workspace = Workspace::open(Workspace::Paths::under(home), m_clock);
        QVERIFY(workspace);
        m_workspace = *std::move(workspace);
        m_profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
        m_profile.id = QStringLiteral("sandbox");
        m_workspace->secrets().keepForThisRun(m_profile, m_server->clientSecret());
        m_session = m_workspace->connectTo(m_profile);
        m_page = std::make_unique<AudiencesPage>();
        m_controller = std::make_unique<AudiencesController>(*m_page, *m_session, *m_workspace);
        m_page->resize(1112, 740);
        static_cast<QWidget *>(m_page.get())->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void closeWindow()
    {
        if (!m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
        }
        m_controller.reset();
        m_page.reset();
        m_session.reset();
        QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
    }
    void setUp()
    {
        Prompts::replace(&m_answers);
        m_answers.accept = true;
        m_answers.asked.clear();
        m_answers.told.clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_answers.target = m_folder->filePath(QStringLiteral("saved.json"));
        SandboxSettings settings;
        settings.contacts = 3000;
        settings.evaluationTime = std::chrono::milliseconds(200);
        m_server = std::make_unique<SandboxServer>(settings);
        QVERIFY(m_server->start());
        openWindow(m_folder->filePath(QStringLiteral("home")));
    }
    void tearDown()
    {
        closeWindow();
        m_server.reset();
        Prompts::replace(nullptr);
    }

    AudienceAnswers m_answers;
    SystemClock m_clock;
    ConnectionProfile m_profile;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    std::unique_ptr<AudiencesPage> m_page;
    std::unique_ptr<AudiencesController> m_controller;
};

} // namespace muster::test
