// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/enrichfieldsmodel.h"
#include "models/items/listmodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/memoryvault.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/enrich/enrichsourcepane.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/listscontroller.h"
#include "ui/lists/workbenchcontroller.h"

#include <QComboBox>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

/// What a person answers to file pickers and questions.
class EnrichAnswers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(accept);
    }
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
    QStringList asked;
};

/// The page of contact lists on a real sandbox over loopback, with the steps that lead to an enrichment; what arrived
/// is read from the sandbox itself.
class EnrichWindow : public QObject
{
protected:
    static constexpr int rows = 300; ///< Three batches of the campaign's budget.
    const QString leads = QStringLiteral("11570002-7c1e-4b52-9d3a-000000000002");

    template <typename T>
    T *find(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    void write(const QByteArray &csv)
    {
        QFile file(m_answers.file);
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("cannot write the file");
    }
    [[nodiscard]] QByteArray csv(int count) const
    {
        QByteArray csv = "Contact ID;Lead Source;Lead Score\n";
        for (int i = 0; i < count; ++i)
            csv += m_before[i].id + ";Fair " + QByteArray::number(i) + ";" + QByteArray::number(i) + "\n";
        return csv;
    }
    /// Contacts of the first `rows` that have exactly what the file says; anybody else who was touched counts against.
    [[nodiscard]] int enriched() const
    {
        const QList<SandboxListContact> now = m_server->listTruth(leads);
        int count = 0;
        for (int i = 0; i < now.size(); ++i) {
            const QList<QPair<QString, QByteArray>> wanted{
                {QStringLiteral("lead_source"), "\"Fair " + QByteArray::number(i) + '"'},
                {QStringLiteral("lead_score"), QByteArray::number(i)}};
            count += i < rows ? int(now[i].enriched == wanted) : now[i].enriched.isEmpty() ? 0 : -1000;
        }
        return count;
    }
    [[nodiscard]] int posts() const
    {
        const QList<SandboxRequest> requests = m_server->requests();
        return int(std::count_if(requests.cbegin(), requests.cend(), [](const SandboxRequest &one) {
            return one.method == QByteArray("POST") && one.path.endsWith("/contacts");
        }));
    }
    void openList(const QString &id, bool hasAttributes = true)
    {
        auto *table = find<QTableView>("contactListsTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, ContactListsModel::Id).data().toString() == id)
                table->selectRow(row);
        }
        find<QPushButton>("enrichListButton")->click();
        QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->enrich()));
        QTRY_VERIFY(!hasAttributes || fields()->rowCount() > 0);
    }
    QAbstractItemModel *fields() { return find<QTableView>("enrichFieldsTable")->model(); }
    int fieldRow(const QString &attribute)
    {
        for (int row = 0; row < fields()->rowCount(); ++row) {
            if (fields()->index(row, EnrichFieldsModel::Attribute).data().toString() == attribute)
                return row;
        }
        qFatal("the list has no such attribute");
    }
    void chooseFile()
    {
        find<QWidget>("sourceEmptyState")->findChild<QPushButton *>()->click();
        QTRY_VERIFY(find<QTableView>("sourceColumnsTable")->isVisible());
    }
    void checkRows()
    {
        auto *button = find<QPushButton>("checkRowsButton");
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->enrich()->report() != nullptr, 60'000);
    }
    QString text(const char *name) { return find<PlainLabel>(name)->plainText(); }
    /// Presses what leads from a checked file to a run that has ended.
    void enrich()
    {
        find<QPushButton>("reviewEnrichButton")->click();
        auto *confirm = find<ConfirmButton>("confirmEnrichButton");
        QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->runPage()->run()->outcome().has_value(), 60'000);
    }

    static void setUpOnce()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }

    void setUp()
    {
        Prompts::replace(&m_answers);
        m_answers.accept = true;
        m_answers.asked.clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_answers.file = m_folder->filePath(QStringLiteral("crm.csv"));
        m_answers.target = m_folder->filePath(QStringLiteral("saved"));
        SandboxSettings settings;
        settings.contacts = 500;
        settings.contactsPerSecond = 0;
        m_server = std::make_unique<SandboxServer>(settings);
        QVERIFY(m_server->start());
        auto workspace = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock,
                                         std::make_unique<test::BorrowedVault>(m_vault));
        QVERIFY(workspace);
        m_workspace = *std::move(workspace);
        const ConnectionProfile profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
        m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
        m_session = m_workspace->connectTo(profile);
        m_before = m_server->listTruth(leads);
        write(csv(rows));
        m_page = std::make_unique<ContactListsPage>();
        m_workbench = std::make_unique<WorkbenchController>(*m_page, *m_workspace);
        m_controller = std::make_unique<ListsController>(*m_page, *m_workbench, *m_session, *m_workspace);
        m_page->resize(1112, 740);
        static_cast<QWidget *>(m_page.get())->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void tearDown()
    {
        if (!m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
        }
        m_controller.reset();
        m_workbench.reset();
        m_page.reset();
        m_session.reset();
        QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
        m_server.reset();
        Prompts::replace(nullptr);
    }

    EnrichAnswers m_answers;
    test::MemoryVault m_vault;
    SystemClock m_clock;
    QList<SandboxListContact> m_before;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    std::unique_ptr<ContactListsPage> m_page;
    std::unique_ptr<WorkbenchController> m_workbench;
    std::unique_ptr<ListsController> m_controller;
};

} // namespace muster::test
