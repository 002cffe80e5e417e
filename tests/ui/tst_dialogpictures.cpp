// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helpindex.h"
#include "models/items/criteriatreemodel.h"
#include "models/items/noticemodels.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/webhookstore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/enrichpagesamples.h"
#include "tests/support/looks.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/canvas/canvasdialogs.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/prompts.h"
#include "ui/help/helpwindow.h"
#include "ui/lists/enrich/fields/fielddialog.h"
#include "ui/lists/enrich/fields/mappingbar.h"
#include "ui/lists/enrich/rejectscontroller.h"
#include "ui/lists/enrich/webhooks.h"
#include "ui/lists/savecontactsdialog.h"
#include "ui/palette/shortcutswindow.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_dialogpictures {

/// The window itself, with nothing open, the palette over it, every dialog, full of values, and the manual.
class TestDialogPictures : public Looks
{
    Q_OBJECT

private:
    void show(QDialog &dialog, const QString &name)
    {
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        keepDialog(dialog, name);
    }

    void lists()
    {
        SaveContactsDialog contacts({.all = 48'310, .shown = 212, .selected = 3, .changes = 0},
                                    TextProfile::Spreadsheets);
        show(contacts, QStringLiteral("dialog-save-contacts"));
        SaveRejectsDialog rejects(1'204, TextProfile::Machines);
        show(rejects, QStringLiteral("dialog-save-rejects"));
        MappingWordsDialog words({});
        show(words, QStringLiteral("dialog-mapping-words"));
        FieldMapping field;
        field.attribute = QStringLiteral("lead_source");
        field.source.columns = {QStringLiteral("Lead Source")};
        for (int kind = 0; kind < transformKindCount; ++kind)
            field.transforms << emptyTransform(TransformKind(kind));
        FieldDialog::Frame frame;
        frame.schema = sampleListSchema();
        FieldDialog steps(std::move(frame), field);
        show(steps, QStringLiteral("dialog-field"));
    }

    void webhooks()
    {
        KnownWebhook webhook{.profileId = QStringLiteral("p"),
                             .profileName = QStringLiteral("Main tenant"),
                             .registration = {.name = QStringLiteral("CRM"),
                                              .url = QStringLiteral("https://crm.example"),
                                              .events = {QStringLiteral("contact.enriched")}},
                             .state = WebhookState::Registered,
                             .at = sampleNow};
        WebhooksModel model;
        model.put({webhook, true});
        WebhookDialog dialog(model, {QStringLiteral("contact.enriched"), QStringLiteral("contact.purged")},
                             [](const WebhookRegistration &) { return ApiError{.kind = ErrorKind::BadInput}; });
        show(dialog, QStringLiteral("dialog-webhooks"));
        QTemporaryDir folder;
        WebhookStore store(folder.path());
        QVERIFY(!store.load());
        KnownWebhooksDialog none(store);
        show(none, QStringLiteral("dialog-known-webhooks-none"));
        Q_UNUSED(store.keep(webhook));
        KnownWebhooksDialog known(store);
        show(known, QStringLiteral("dialog-known-webhooks"));
    }

    void canvas()
    {
        const auto condition = [](const char *field, const CriteriaValue &value) {
            return CriteriaNode{CriteriaCondition{QString::fromLatin1(field), CriteriaOperator::Equals, value}};
        };
        CriteriaGroup inner{CriteriaJoin::Or, {}}, outer;
        inner.members.push_back(condition("employees", CriteriaNumber{"500"}));
        outer.members.push_back(condition("industry", QStringLiteral("technology")));
        outer.members.push_back({inner});
        CriteriaTreeModel model;
        model.setTree(CriteriaTree::fromGroup(outer));
        const CriteriaNodeId first = model.tree().node(criteriaRootId).members.first();
        OneOfDialog values(model, first, nullptr);
        show(values, QStringLiteral("dialog-one-of"));
        MoveToDialog places(model, {first}, nullptr);
        show(places, QStringLiteral("dialog-move-to"));
    }

    void questions()
    {
        QWidget parent;
        parent.resize(ordinary);
        askToArm(&parent, sampleProfile(), [] { });
        auto *arm = parent.findChild<QMessageBox *>();
        QVERIFY(arm);
        keepDialog(*arm, QStringLiteral("question-arm"));
        delete arm;
        Prompts::instance().tell(&parent, tr("The connection cannot be opened"), tr("The file cannot be read."));
        auto *told = parent.findChild<QMessageBox *>();
        QVERIFY(told);
        keepDialog(*told, QStringLiteral("question-told"));
        delete told;
    }

    void window()
    {
        QTemporaryDir folder;
        SystemClock clock;
        auto workspace = Workspace::open(Workspace::Paths::under(folder.filePath(QStringLiteral("home"))), clock);
        QVERIFY(workspace);
        TenantOpener opener(**workspace, SandboxSettings());
        MainWindow window(**workspace, opener);
        QFETCH(QSize, size);
        const QSize whole = size == smallest ? QSize(1024, 640) : QSize(1280, 800);
        using Page = MainWindow::Page;
        const std::pair<Page, const char *> pages[]
            = {{Page::Segments, "segments"},      {Page::Lists, "lists"},       {Page::Transcripts, "transcripts"},
               {Page::Audiences, "audiences"},    {Page::Activity, "activity"}, {Page::History, "history"},
               {Page::Connections, "connections"}};
        for (const auto &[page, name] : pages) {
            window.showPage(page);
            keep(window, QStringLiteral("window-") + QString::fromLatin1(name), whole);
        }
        palette(window, whole);
    }

    void palette(MainWindow &window, QSize whole)
    {
        window.findChild<QToolButton *>(QStringLiteral("openPaletteButton"))->click();
        keep(window, QStringLiteral("palette"), whole);
        auto *edit = window.findChild<QLineEdit *>(QStringLiteral("paletteEdit"));
        QVERIFY(edit);
        QTest::keyClicks(edit, QStringLiteral("ex"));
        QTest::qWait(300);
        keep(window, QStringLiteral("palette-found"), whole);
        QTest::keyClicks(edit, QStringLiteral("qqxz"));
        QTest::qWait(300);
        keep(window, QStringLiteral("palette-none"), whole);
        QTest::keyClick(edit, Qt::Key_Escape);
    }

    void manual()
    {
        QFETCH(QSize, size);
        const QSize whole = size == smallest ? QSize(1024, 640) : QSize(1280, 800);
        HelpWindow window(HelpIndex::compiledIn());
        window.resize(whole);
        window.show();
        QTest::qWait(400); // pictures are fitted when the resizing rests
        window.go(helpPlace(QStringLiteral("contact-lists")));
        keep(window, QStringLiteral("manual"), whole);
        auto *search = window.findChild<QLineEdit *>(QStringLiteral("helpSearchField"));
        search->setText(QStringLiteral("do not call"));
        QTest::qWait(300);
        keep(window, QStringLiteral("manual-search"), whole);
        search->setText(QStringLiteral("qqxz"));
        QTest::qWait(300);
        keep(window, QStringLiteral("manual-none"), whole);
        search->clear();
        window.go(helpPlace(QStringLiteral("errors")));
        keep(window, QStringLiteral("manual-errors"), whole);
        ShortcutsWindow shortcuts(allShortcuts({}), nullptr);
        keep(shortcuts, QStringLiteral("shortcuts"), QSize(760, 560));
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void dialogs_data() { addLooks(); }
    void dialogs()
    {
        wear();
        lists();
        webhooks();
        canvas();
        questions();
        takeOff();
    }
    void windows_data() { addLooks(); }
    void windows()
    {
        wear();
        window();
        takeOff();
    }
    void manuals_data() { addLooks(); }
    void manuals()
    {
        wear();
        manual();
        takeOff();
    }
};

MUSTER_TEST(TestDialogPictures, QApplication)

} // namespace tst_dialogpictures
#include "tst_dialogpictures.moc"
