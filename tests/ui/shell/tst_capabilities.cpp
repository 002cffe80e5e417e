// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "models/text/connectiontexts.h"
#include "network/http/clock.h"
#include "tests/support/testprogram.h"
#include "tests/support/tinydialect.h"
#include "ui/common/plainlabel.h"
#include "ui/connection/connectionspage.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QListWidget>
#include <QTemporaryDir>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_capabilities {

/// What a tenant's API cannot do, or does in another way, stands where a person would begin it.
class TestCapabilities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotNativeStandsAboveThePage();
    void aTenantThatDoesItAllSaysNothing();
    void theConnectionSaysItBeforeItIsOpened();

private:
    using Page = ShellPages::Page;

    /// A window that works with a tenant of the tiny flavour, at an address where nobody listens.
    void openTiny(MainWindow &window) { window.pages().openAsked(m_tiny); }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    test::TinyDialect m_dialect;
    ConnectionProfile m_tiny = [] {
        ConnectionProfile profile = test::TinyDialect::profile();
        profile.baseUrl = QUrl(u"http://127.0.0.1:9"_s);
        return profile;
    }();
};

void TestCapabilities::whatIsNotNativeStandsAboveThePage()
{
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder.path()), m_clock);
    QVERIFY(workspace);
    TenantOpener opener(**workspace);
    MainWindow window(**workspace, opener);
    openTiny(window);
    auto *label = window.findChild<PlainLabel *>(u"capabilitiesLabel"_s);
    QVERIFY(label);
    const auto at = [&](Page page) {
        Q_EMIT window.pages().pageAsked(page);
        return label->isHidden() ? QString() : label->plainText();
    };
    QCOMPARE(at(Page::Segments), u"Export audience segments: emulated. \u201cfrom calling lists\u201d"_s);
    QCOMPARE(at(Page::Lists), u"Enrich contacts: unavailable. \u201cno licence\u201d"_s);
    QCOMPARE(at(Page::Transcripts), u"Fetch transcripts: unavailable. The server doesn’t support this."_s);
    QCOMPARE(at(Page::Activity), QString());
}

void TestCapabilities::aTenantThatDoesItAllSaysNothing()
{
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder.path()), m_clock);
    QVERIFY(workspace);
    TenantOpener opener(**workspace);
    MainWindow window(**workspace, opener);
    auto *label = window.findChild<PlainLabel *>(u"capabilitiesLabel"_s);
    openTiny(window);
    Q_EMIT window.pages().pageAsked(Page::Transcripts);
    QVERIFY(!label->isHidden());
    ConnectionProfile contract = m_tiny;
    contract.dialect = u"contract"_s;
    Q_EMIT window.pages().openAsked(contract);
    for (const Page page : {Page::Segments, Page::Lists, Page::Transcripts, Page::Audiences}) {
        Q_EMIT window.pages().pageAsked(page);
        QVERIFY(label->isHidden());
    }
}

void TestCapabilities::theConnectionSaysItBeforeItIsOpened()
{
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder.path()), m_clock);
    QVERIFY(workspace);
    QVERIFY((*workspace)->profiles().save(m_tiny));
    TenantOpener opener(**workspace);
    MainWindow window(**workspace, opener);
    Q_EMIT window.pages().pageAsked(Page::Connections);
    auto *list = window.findChild<QListWidget *>(u"profilesList"_s);
    auto *label = window.findChild<PlainLabel *>(u"profileCapabilitiesLabel"_s);
    QVERIFY(list && label);
    list->setCurrentRow(0); // the sandbox
    QVERIFY(label->plainText().contains(u"native"_s));
    list->setCurrentRow(2); // behind both built-in tenants
    QCOMPARE(label->plainText(), capabilitiesSummary(TenantOpener::capabilities(m_tiny)));
    QVERIFY(label->plainText().contains(u"Unavailable: Enrich contacts"_s));
}

MUSTER_TEST(TestCapabilities, QApplication)

} // namespace tst_capabilities
#include "tst_capabilities.moc"
