// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/backupmodels.h"
#include "models/items/contacttablemodel.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/secretstore.h"
#include "network/api/contactlistsclient.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "network/tenant/tenantconnection.h"
#include "resources/resources.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/eventwait.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/listrunpage.h"
#include "ui/runs/runpane.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QComboBox>
#include <QCoro/QCoroTask>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

class Answers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(accept);
    }
    void tell(QWidget *, const QString &, const QString &text) override { told << text; }
    void saveFile(QWidget *, const QString &, const QString &, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        ++saves;
        answer(file);
    }
    void choosePrinter(QWidget *, std::function<void(std::shared_ptr<QPrinter>)> answer) override { answer(printer); }
    bool accept = true;
    QString file;
    int saves = 0; ///< Times that a person was asked where to save.
    std::shared_ptr<QPrinter> printer; ///< nullptr: gives up.
    QStringList asked, told;
};

using Numbers = QMap<QByteArray, QByteArray>; // id -> number; what came back may stand elsewhere in the list

inline Numbers numbersOf(const QList<SandboxListContact> &contacts)
{
    Numbers numbers;
    for (const SandboxListContact &contact : contacts)
        numbers.insert(contact.id, contact.phone);
    return numbers;
}

/// What the list must be once the plan was carried out.
inline Numbers planned(Numbers numbers, const SanitizationPlan &plan, bool purges = true)
{
    for (const PlannedChange &change : plan.changes) {
        const QByteArray id = QByteArray::fromStdString(change.contactId);
        if (change.action == PlannedChange::Action::Fix)
            numbers[id] = QByteArray::fromStdString(change.to);
        else if (purges)
            numbers.remove(id);
    }
    return numbers;
}

/// The whole window on a sandbox tenant, with the steps that lead to a confirmed plan.
class ApplyWindow : public QObject
{
protected:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    ContactListsPage &page() { return *m_window->findChild<ContactListsPage *>(); }
    ListWorkbench &bench() { return page().bench(); }
    Run *run() { return page().runPage()->run(); }
    QString id() const { return m_list->id; }
    QList<SandboxListContact> truth() const { return m_server->listTruth(id()); }
    int sent(const char *method) const
    {
        const QList<SandboxRequest> requests = m_server->requests();
        return int(std::count_if(requests.cbegin(), requests.cend(), [method](const SandboxRequest &request) {
            return request.method == method && request.path.contains("/campaigns/");
        }));
    }
    QString dataFolder() const { return m_folder->filePath(QStringLiteral("home")); }

    void openWindow()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        SandboxSettings settings;
        settings.contacts = 500;
        m_server = std::make_unique<SandboxServer>(settings);
        QVERIFY(m_server->start());
        auto opened = Workspace::open(Workspace::Paths::under(dataFolder()), m_clock,
                                      std::make_unique<test::BorrowedVault>(m_vault));
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
        m_workspace = std::move(*opened);
        m_opener = std::make_unique<TenantOpener>(*m_workspace);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const ConnectionProfile profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
        m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
        m_window->openProfile(profile);
        m_window->showPage(MainWindow::Page::Lists);
        QTRY_VERIFY(find<QTableView>("contactListsTable")->model()->rowCount() > 1);
    }

    void openList()
    {
        auto *table = find<QTableView>("contactListsTable");
        const QModelIndexList found
            = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, m_list->name, 1, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        table->setCurrentIndex(found.first());
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("stopReadingButton")->isVisible() && !bench().isBusy(), 60'000);
        auto *region = find<QComboBox>("defaultRegionCombo");
        region->setCurrentIndex(region->findData(QStringLiteral("US")));
        QTRY_VERIFY(!bench().isBusy());
    }

    /// To the page that applies, with the number typed; the button is armed.
    void review()
    {
        auto *button = find<QPushButton>("reviewApplyButton");
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QTRY_VERIFY(page().apply()->plan());
        m_plan = page().apply()->plan();
        QVERIFY(m_plan->header.purges > 0 && m_plan->header.fixes > 0);
        find<QLineEdit>("typedCountEdit")->setText(QString::number(m_plan->header.purges));
        QTRY_VERIFY_WITH_TIMEOUT(find<ConfirmButton>("confirmApplyButton")->isEnabled(), 60'000);
    }

    void press(const char *name)
    {
        auto *button = find<ConfirmButton>(name);
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    }

    void toTheApplyPage(const SandboxList &list = SandboxList::all()[2]) // a dozen
    {
        m_list = &list;
        openWindow();
        openList();
        m_before = numbersOf(truth());
        review();
    }

    RunOutcome::Kind end()
    {
        const bool ended = muster::tests::waitFor([this] { return run() && run()->outcome(); }, 60'000);
        return ended ? run()->outcome()->kind : RunOutcome::Kind::Failed;
    }

    QStringList auditEvents()
    {
        QStringList events;
        const auto entries = m_workspace->audit().read(1, 10'000);
        for (const AuditEntry &entry : *entries)
            events << entry.event;
        return events;
    }

    void setUpOnce()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }

    void tearDown()
    {
        if (m_workspace && !m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
        }
        m_window.reset();
        m_opener.reset();
        if (m_workspace)
            QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
        m_server.reset();
        m_plan.reset();
        Prompts::replace(nullptr);
        m_answers = Answers();
        m_vault.available = true;
    }

    Answers m_answers;
    test::MemoryVault m_vault;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
    const SandboxList *m_list = nullptr;
    SharedPlan m_plan;
    Numbers m_before;
};

} // namespace muster::test
