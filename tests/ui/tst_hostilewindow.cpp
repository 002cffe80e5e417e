// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/sanitizationplan.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/profilestore.h"
#include "models/store/recentitems.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/hostiletexts.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/audit/historypage.h"
#include "ui/common/theme.h"
#include "ui/lists/applypage.h"
#include "ui/lists/facetspane.h"
#include "ui/palette/commandpalette.h"
#include "ui/palette/palettemodel.h"
#include "ui/shell/mainwindow.h"
#include "ui/welcome/welcomepage.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_hostilewindow {

/// Hostile names (S28) where they come from the disk or from a tenant into the whole window: history, recent things,
/// facets, a plan, the command palette, the window's own title.
class TestHostileWindow : public QObject
{
    Q_OBJECT

private:
    static void rows() { hostileRows(); }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }

    void S28_history_data() { rows(); }
    void S28_history()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("head")));
        const auto log = AuditLog::open(folder.filePath(QStringLiteral("audit.jsonl")),
                                        folder.filePath(QStringLiteral("head")), false);
        QVERIFY(log);
        const QString cut = name.left(10'000); // an entry has at most 64 KiB
        QVERIFY((*log)->append(cut, cut.left(200), {{QStringLiteral("name"), cut}, {cut.left(200), cut}}));
        QVERIFY((*log)->append(QStringLiteral("run.started"), QString(32, u'a'), {{QStringLiteral("file"), cut}}));
        HistoryPage page;
        page.setHistory(log->get());
        checked(page);
        auto *table = page.findChild<QTableView *>();
        QVERIFY(table && table->model()->rowCount() == 2);
        for (const int row : {0, 1}) {
            table->selectRow(row);
            checked(page);
        }
    }

    void S28_recentThings_data() { rows(); }
    void S28_recentThings()
    {
        QFETCH(QString, name);
        RecentPane pane;
        QList<RecentItem> items;
        for (const auto kind : {RecentItem::Kind::Segment, RecentItem::Kind::List, RecentItem::Kind::Audience,
                                RecentItem::Kind::Job, RecentItem::Kind::File})
            items << RecentItem{kind, u"/home/me/" + name, name, sampleNow};
        pane.setItems(items);
        checked(pane);
    }

    void S28_facets_data() { rows(); }
    void S28_facets()
    {
        QFETCH(QString, name);
        ListSummary summary;
        summary.contacts = 7;
        summary.regions = {{name, 5}, {QStringLiteral("US"), 2}};
        FacetsPane pane;
        pane.setSummary(summary);
        checked(pane);
    }

    void S28_plan_data() { rows(); }
    void S28_plan()
    {
        QFETCH(QString, name);
        PlanHeader header;
        header.profileId = QStringLiteral("p");
        header.listId = QStringLiteral("l");
        header.profileName = header.listName = header.directiveName = header.createdBy = name.left(200);
        header.createdAt = sampleNow;
        header.readComplete = true;
        header.scope = QStringLiteral("all");
        header.directiveDigest = QString(64, u'd');
        header.contactsInList = header.scopeCount = 100;
        header.purges = 1;
        header.unchanged = 99;
        PlannedChange change{.action = PlannedChange::Action::Purge,
                             .contactId = "c1",
                             .from = name.left(250).toStdString(),
                             .reasons = reasonBit(ListReason::TooShort)};
        const auto plan = freezePlan(header, {change});
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().code));
        ConnectionProfile profile = sampleProfile();
        profile.name = name;
        ListSource source;
        source.listName = source.profileName = name;
        ApplyPage page;
        page.setTime([] { return BelievableTime(sampleNow); });
        page.prepare(profile, source, {}, std::chrono::milliseconds(10), {});
        page.showPlan(*plan);
        checked(page);
        page.showPlanError({.kind = ErrorKind::Refused, .code = name.left(100), .detail = name, .subject = name});
        checked(page);
        page.showMessage(name);
        checked(page);
    }

    void S28_titleAndPalette_data() { rows(); }
    void S28_titleAndPalette()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        SystemClock clock;
        auto workspace = Workspace::open(Workspace::Paths::under(folder.path()), clock);
        QVERIFY(workspace);
        ConnectionProfile profile = TenantOpener::sandboxProfile();
        profile.name = name;
        for (const auto kind : {RecentItem::Kind::Segment, RecentItem::Kind::List, RecentItem::Kind::File})
            (*workspace)->recentItems().note(profile.id, kind, u"/home/me/" + name.left(200), name);
        ConnectionProfile saved = sampleProfile();
        saved.name = name.left(200);
        (void)(*workspace)->profiles().save(saved); // as far as such a name is taken
        SandboxSettings settings;
        settings.contacts = 100;
        TenantOpener opener(**workspace, settings);
        {
            MainWindow window(**workspace, opener);
            window.show();
            window.openProfile(profile);
            QTRY_VERIFY(window.windowTitle() != QStringLiteral("Muster"));
            const QString title = window.windowTitle();
            QVERIFY2(title.size() < 300 && !title.contains(u'\n')
                         && std::none_of(title.cbegin(), title.cend(), isHidden),
                     qPrintable(title.left(400)));
            checked(window);
            window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
            auto *palette = window.findChild<CommandPalette *>();
            auto *model = window.findChild<PaletteModel *>();
            QVERIFY(palette && model && palette->isVisible());
            // By its kind, so that what is called like this is among the hits.
            for (const char *letters : {"", "connection", "file", "recent"}) {
                auto *edit = window.findChild<QLineEdit *>(QStringLiteral("paletteEdit"));
                edit->setText(QString::fromLatin1(letters));
                QTRY_VERIFY(!model->isBusy());
                checked(*palette);
            }
            palette->close();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
};

MUSTER_TEST(TestHostileWindow, QApplication)

} // namespace tst_hostilewindow
#include "tst_hostilewindow.moc"
