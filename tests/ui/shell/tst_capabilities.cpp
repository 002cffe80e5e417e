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
#include "ui/shell/capabilitybar.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QListWidget>
#include <QPushButton>
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
    const auto at = [&](Page page, const char *label) {
        Q_EMIT window.pages().pageAsked(page);
        const auto *words = window.findChild<PlainLabel *>(QLatin1String(label));
        return words->isVisibleTo(&window) ? words->plainText() : QString();
    };
    auto *open = window.findChild<QPushButton *>(u"howEmulatedButton"_s);
    QVERIFY(open);
    // What is not there is said whole; what is emulated is a line that opens.
    QCOMPARE(at(Page::Lists, "unavailableJobsLabel"), u"Enrich contacts: unavailable. \u201cno licence\u201d"_s);
    QCOMPARE(at(Page::Lists, "emulatedJobsLabel"), QString());
    QCOMPARE(at(Page::Transcripts, "unavailableJobsLabel"),
             u"Fetch transcripts: unavailable. The server doesn’t support this."_s);
    QCOMPARE(at(Page::Segments, "unavailableJobsLabel"), QString());
    QCOMPARE(at(Page::Segments, "emulatedJobsLabel"), u"Emulated: Export audience segments."_s);
    QCOMPARE(at(Page::Segments, "howEmulatedLabel"), QString());
    open->click();
    const QString how = u"Export audience segments: emulated. \u201cfrom calling lists\u201d"_s;
    QCOMPARE(at(Page::Segments, "howEmulatedLabel"), how);
    QCOMPARE(at(Page::Lists, "howEmulatedLabel"), QString());
    QCOMPARE(at(Page::Segments, "howEmulatedLabel"), how); // open, as the person left it
    open->click();
    QCOMPARE(at(Page::Segments, "howEmulatedLabel"), QString());
    Q_EMIT window.pages().pageAsked(Page::Activity);
    QVERIFY(!window.findChild<CapabilityBar *>()->isVisibleTo(&window));
}

void TestCapabilities::aTenantThatDoesItAllSaysNothing()
{
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder.path()), m_clock);
    QVERIFY(workspace);
    TenantOpener opener(**workspace);
    MainWindow window(**workspace, opener);
    auto *bar = window.findChild<CapabilityBar *>();
    QVERIFY(bar);
    openTiny(window);
    Q_EMIT window.pages().pageAsked(Page::Transcripts);
    QVERIFY(bar->isVisibleTo(&window));
    ConnectionProfile contract = m_tiny;
    contract.dialect = u"contract"_s;
    Q_EMIT window.pages().openAsked(contract);
    for (const Page page : {Page::Segments, Page::Lists, Page::Transcripts, Page::Audiences}) {
        Q_EMIT window.pages().pageAsked(page);
        QVERIFY(!bar->isVisibleTo(&window));
    }
    // The contract has no do-not-call groups.
    Q_EMIT window.pages().pageAsked(Page::DoNotCall);
    const auto *words = window.findChild<PlainLabel *>(u"unavailableJobsLabel"_s);
    QVERIFY(words->plainText().startsWith(u"Check do-not-call groups: unavailable."_s));
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
    QVERIFY(label->plainText().startsWith(u"Native: Export audience segments"_s));
    QVERIFY(label->plainText().endsWith(u"Unavailable: Check do-not-call groups, Delete contact lists."_s));
    list->setCurrentRow(2); // behind both built-in tenants
    QCOMPARE(label->plainText(), capabilitiesSummary(TenantOpener::capabilities(m_tiny)));
    QVERIFY(label->plainText().contains(u"Unavailable: Enrich contacts"_s));
}

MUSTER_TEST(TestCapabilities, QApplication)

} // namespace tst_capabilities
#include "tst_capabilities.moc"
