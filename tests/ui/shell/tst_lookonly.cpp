// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/listworkbench.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/directivestore.h"
#include "models/store/mappingstore.h"
#include "models/store/maskpolicystore.h"
#include "models/store/profilestore.h"
#include "network/http/clock.h"
#include "tests/support/testprogram.h"
#include "ui/connection/connectionscontroller.h"
#include "ui/connection/connectionspage.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/directivescontroller.h"
#include "ui/lists/enrich/enrichcontroller.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/fields/mappingbar.h"
#include "ui/lists/workbenchview.h"
#include "ui/shell/mainwindow.h"
#include "ui/transcripts/policiescontroller.h"
#include "ui/transcripts/policypage.h"
#include "ui/transcripts/transcriptspage.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QTemporaryDir>

using namespace muster;

namespace tst_lookonly {

/// A window that may only look: it says why, and whatever would change a store cannot be pressed.
class TestLookOnly : public QObject
{
    Q_OBJECT

    [[nodiscard]] std::unique_ptr<Workspace> open()
    {
        auto workspace = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
        return workspace ? *std::move(workspace) : nullptr;
    }

    /// Cannot be pressed, and its tool tip or its page says why.
    template <typename Control>
    static bool isHeldBack(const QWidget &page, const char *name)
    {
        const auto *control = page.findChild<Control *>(QString::fromLatin1(name));
        return control != nullptr && !control->isEnabled();
    }
    template <typename Control>
    static QString whyOf(const QWidget &page, const char *name)
    {
        const auto *control = page.findChild<Control *>(QString::fromLatin1(name));
        return control != nullptr ? control->toolTip() : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_first = open();
        QVERIFY(m_first && !m_first->isReadOnly());
        ConnectionProfile profile
            = contractProfile(QStringLiteral("North"), QUrl(QStringLiteral("https://api.example.com")));
        profile.clientId = QStringLiteral("client");
        QVERIFY(m_first->profiles().save(profile));
        SanitizationDirective directive;
        directive.name = QStringLiteral("Strict");
        QVERIFY(m_first->directives().save(directive));
        EnrichmentMapping mapping;
        mapping.name = QStringLiteral("CRM");
        mapping.idColumn = QStringLiteral("id");
        QVERIFY(m_first->mappings().save(QStringLiteral("list"), mapping));
        MaskPolicy policy;
        policy.name = QStringLiteral("Own");
        QVERIFY(m_first->maskPolicies().save(policy));
        m_second = open();
        QVERIFY(m_second && m_second->isReadOnly());
    }
    void cleanup()
    {
        m_second.reset();
        m_first.reset();
    }

    void F97_F108_theWindowSaysWhy_data()
    {
        QTest::addColumn<bool>("lockCannotBeHad");
        QTest::addColumn<QString>("words");
        QTest::newRow("another Muster") << false << QStringLiteral("Another Muster is using the data folder");
        QTest::newRow("a folder that cannot be written") << true << QStringLiteral("Muster cannot write to");
    }

    void F97_F108_theWindowSaysWhy()
    {
        QFETCH(bool, lockCannotBeHad);
        QFETCH(QString, words);
        if (lockCannotBeHad) {
            m_second.reset();
            m_first.reset();
            const QString lock = m_folder->filePath(QStringLiteral("data/.lock"));
            QVERIFY(QFile::remove(lock) && QFile::link(QStringLiteral("/dev/null"), lock));
            m_second = open();
        }
        QVERIFY(m_second && m_second->isReadOnly());
        TenantOpener opener(*m_second);
        MainWindow window(*m_second, opener);
        window.show();
        const auto *notice = window.findChild<QLabel *>(QStringLiteral("noticeLabel"));
        QVERIFY(notice && notice->isVisible());
        QVERIFY2(notice->text().contains(words), qPrintable(notice->text()));
        QVERIFY2(window.windowTitle().contains(QStringLiteral("read-only")), qPrintable(window.windowTitle()));
    }

    void F97_directivesCannotBeSavedOrDeleted()
    {
        ListWorkbench bench;
        WorkbenchView view(bench);
        const DirectivesController controller(view, bench, *m_second);
        DirectivePane *pane = view.directives();
        SanitizationDirective directive = m_second->directives().directives().first();
        pane->setDirective(directive); // a saved one: it could be deleted
        QVERIFY(isHeldBack<QAbstractButton>(*pane, "deleteDirectiveButton"));
        directive.name = QStringLiteral("Another");
        pane->setDirective(directive); // a new one: it could be saved
        QVERIFY(isHeldBack<QAbstractButton>(*pane, "saveDirectiveButton"));
        QVERIFY(isHeldBack<QAbstractButton>(*pane, "suppressionListsImportButton"));
        QVERIFY(isHeldBack<QAbstractButton>(*pane, "disposableListsImportButton"));
        for (const char *name : {"saveDirectiveButton", "deleteDirectiveButton", "disposableListsImportButton"})
            QVERIFY(whyOf<QAbstractButton>(*pane, name).contains(QStringLiteral("read-only")));
    }

    void F97_mappingsCannotBeSavedOrDeleted()
    {
        EnrichMappingPane pane;
        MappingsController controller(pane, *m_second);
        controller.open(QStringLiteral("list"));
        EnrichmentMapping mapping = m_second->mappings().mappings(QStringLiteral("list")).first();
        mapping.fields.resize(1);
        pane.bar()->setMapping(mapping); // a saved one
        QVERIFY(isHeldBack<QAction>(*pane.bar(), "deleteMappingAction"));
        mapping.name = QStringLiteral("Another");
        mapping.version = 0;
        pane.bar()->setMapping(mapping); // a new one
        QVERIFY(isHeldBack<QAbstractButton>(*pane.bar(), "saveMappingButton"));
        QVERIFY(whyOf<QAbstractButton>(*pane.bar(), "saveMappingButton").contains(QStringLiteral("read-only")));
        QVERIFY(whyOf<QAction>(*pane.bar(), "deleteMappingAction").contains(QStringLiteral("read-only")));
    }

    void F97_policiesCannotBeSavedOrDeleted()
    {
        TranscriptsPage page;
        const PoliciesController controller(page, *m_second);
        const MaskPolicy policy = *m_second->maskPolicies().byName(QStringLiteral("Own"));
        page.policies()->setPolicy(policy, false);
        QVERIFY(isHeldBack<QAbstractButton>(*page.policies(), "deletePolicyButton"));
        page.policies()->setImported(policy); // changes that are not saved
        QVERIFY(isHeldBack<QAbstractButton>(*page.policies(), "savePolicyButton"));
    }

    void F97_connectionsCannotBeChanged()
    {
        TenantOpener opener(*m_second);
        ConnectionsPage page;
        const ConnectionsController controller(page, *m_second, opener);
        const ConnectionProfile profile = m_second->profiles().profiles().first();
        page.select(profile.id);
        for (const char *name : {"newProfileButton", "importProfileButton", "removeProfileButton"}) {
            QVERIFY2(isHeldBack<QAbstractButton>(page, name), name);
            QVERIFY(whyOf<QAbstractButton>(page, name).contains(QStringLiteral("read-only")));
        }
        ConnectionProfile changed = profile;
        changed.name = QStringLiteral("South");
        page.edit(changed);
        QVERIFY(isHeldBack<QAbstractButton>(page, "saveProfileButton"));
        QVERIFY(!isHeldBack<QAbstractButton>(page, "testConnectionButton")); // looking goes on
    }

private:
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_first, m_second;
};

MUSTER_TEST(TestLookOnly, QApplication)

} // namespace tst_lookonly
#include "tst_lookonly.moc"
