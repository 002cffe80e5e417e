// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runlistmodel.h"
#include "models/items/webhooksmodel.h"
#include "models/transcripts/transcriptreader.h"
#include "tests/support/audiencesamples.h"
#include "tests/support/enrichpagesamples.h"
#include "tests/support/fakerun.h"
#include "tests/support/listsamples.h"
#include "tests/support/samples.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audienceindexpane.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audit/historypage.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionspage.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/enrich/fields/fielddialog.h"
#include "ui/lists/enrich/fields/mappingwordsdialog.h"
#include "ui/lists/enrich/saverejectsdialog.h"
#include "ui/lists/enrich/webhookdialog.h"
#include "ui/lists/listindexpane.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/savecontactsdialog.h"
#include "ui/lists/workbenchview.h"
#include "ui/runs/activitypage.h"
#include "ui/segments/segmentspage.h"
#include "ui/shell/navigation.h"
#include "ui/shell/statusarea.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;

/// What every window owes: each thing that takes the focus has an accessible name, no label guesses its format.
class TestSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void pages_data()
    {
        QTest::addColumn<int>("page");
        const char *names[]
            = {"segments", "activity",      "history",   "connections",   "navigation", "status",       "error",
               "lists",    "csv file",      "workbench", "apply",         "list run",   "restore",      "save contacts",
               "enrich",   "enrich review", "field",     "mapping words", "webhooks",   "save rejects", "transcripts",
               "fetch",    "policies",      "review",    "transcript",    "audiences",  "audience"};
        for (int i = 0; i < int(std::size(names)); ++i)
            QTest::newRow(names[i]) << i;
    }

    void pages()
    {
        QFETCH(int, page);
        FakeRun run(QStringLiteral("x"));
        RunListModel runs;
        runs.add(&run);
        const std::unique_ptr<QWidget> widget(make(page, &runs));
        widget->resize(1100, 740);
        widget->show();
        for (QWidget *child : widget->findChildren<QWidget *>()) {
            if (const auto *label = qobject_cast<QLabel *>(child); label && !label->pixmap(Qt::ReturnByValue).isNull())
                continue;
            // The list behind a combo box is Qt's own and speaks for the box; so does what hands its focus on.
            if (child->inherits("QComboBoxListView") || child->focusProxy() || child->isHidden()
                || child->focusPolicy() == Qt::NoFocus || !(child->focusPolicy() & Qt::TabFocus)
                || child->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(child);
            QVERIFY(face);
            const QString name = face->text(QAccessible::Name);
            QVERIFY2(!name.isEmpty(),
                     qPrintable(QString::fromLatin1(child->metaObject()->className()) + u' ' + child->objectName()
                                + QStringLiteral(" in ")
                                + QString::fromLatin1(child->parentWidget()->metaObject()->className())));
        }
    }

private:
    static QWidget *make(int page, RunListModel *runs)
    {
        switch (page) {
        case 0: {
            auto *segments = new SegmentsPage;
            segments->setProfile(sampleProfile());
            segments->setNow(sampleNow);
            segments->setSegments(sampleSegments());
            SegmentDefinition definition = sampleDefinition();
            definition.id = QStringLiteral("s1");
            segments->setDefinition(definition);
            segments->openSheet();
            segments->findChild<QPushButton *>(QStringLiteral("addFilterButton"))->click();
            return segments;
        }
        case 1:
            return new ActivityPage(runs);
        case 2:
            return new HistoryPage;
        case 3: {
            auto *connections = new ConnectionsPage;
            connections->setProfiles(sampleProfile(), {});
            return connections;
        }
        case 4: {
            auto *navigation = new Navigation;
            navigation->addEntry(QStringLiteral("a"), QStringLiteral("users"), QStringLiteral("Segments"));
            return navigation;
        }
        case 5:
            return new StatusArea;
        case 6: {
            auto *panel = new ErrorPanel;
            panel->setError({.kind = ErrorKind::File});
            return panel;
        }
        case 14: {
            QTemporaryDir folder;
            auto *enrich = new EnrichPage;
            fillEnrichPage(*enrich, sampleProfile(), folder.filePath(QStringLiteral("crm.csv")));
            enrich->endCheck(checkedAtOnce(*enrich));
            return enrich;
        }
        case 15: {
            auto *review = new EnrichReviewPage;
            review->prepare(sampleProfile(), {}, std::make_shared<const CheckReport>(), {});
            return review;
        }
        case 16: {
            FieldMapping field;
            field.attribute = QStringLiteral("lead_source");
            for (int kind = 0; kind < transformKindCount; ++kind)
                field.transforms << emptyTransform(TransformKind(kind));
            FieldDialog::Frame frame;
            frame.schema = sampleListSchema();
            return new FieldDialog(std::move(frame), field);
        }
        case 17:
            return new MappingWordsDialog({});
        case 18:
            return new WebhookDialog(*new WebhooksModel(qApp), {QStringLiteral("contact.enriched")},
                                     [](const WebhookRegistration &) { return ApiError{.kind = ErrorKind::BadInput}; });
        case 20:
        case 21:
        case 22:
        case 23:
        case 24:
            return makeTranscripts(page);
        case 25:
        case 26:
            return makeAudiences(page);
        case 19:
            return new SaveRejectsDialog(7, TextProfile::Machines);
        case 13:
            return new SaveContactsDialog({.all = 9, .shown = 5, .selected = 2, .changes = 1}, TextProfile::Machines);
        default:
            return makeLists(page);
        }
    }
    static QWidget *makeAudiences(int page)
    {
        auto *audiences = new AudiencesPage;
        audiences->index()->setTenant(true);
        audiences->index()->setAudiences(sampleAudiences());
        audiences->index()->setDrafts({{QStringLiteral("d"), QStringLiteral("Draft")}});
        if (page == 26) {
            auto *editor = new AudienceEditor(sampleAudiences()[0].id, audiences);
            audiences->add(editor);
            audiences->show(editor);
        }
        return audiences;
    }
    static QWidget *makeTranscripts(int page)
    {
        auto *transcripts = new TranscriptsPage;
        transcripts->jobs()->setConnected(true);
        transcripts->jobs()->jobs().put({.runId = QStringLiteral("r"), .name = QStringLiteral("out")});
        transcripts->review()->setItems({{.interactionId = QStringLiteral("int-1"), .original = QStringLiteral("x")}},
                                        0);
        using View = TranscriptsPage::View;
        constexpr View views[] = {View::Overview, View::Fetch, View::Policies, View::Review, View::Overview};
        transcripts->show(views[page - 20]);
        if (page == 24)
            transcripts->viewer()->setTranscript(*readTextTranscript("Call [PHONE_MASKED]", std::nullopt));
        return transcripts;
    }
    static QWidget *makeLists(int page)
    {
        auto *lists = new ContactListsPage;
        QWidget *const views[] = {lists->index(), lists->csvFile(), lists->workbench(),
                                  lists->apply(), lists->runPage(), lists->restore()};
        lists->index()->setTenant(true);
        lists->index()->setLists({{QStringLiteral("l"), QStringLiteral("Spring visitors"), 48310}});
        ContactCsvReader::Preview preview;
        preview.header = {QStringLiteral("id"), QStringLiteral("phone")};
        preview.rows = {{QStringLiteral("a"), QStringLiteral("+12015550123")}};
        preview.phoneColumn = 1;
        lists->csvFile()->showPreview(QStringLiteral("/a.csv"), preview);
        lists->workbench()->startReading(sampleSource(), nullptr);
        fillBench(lists->bench());
        lists->findChild<QAbstractButton *>(QStringLiteral("showSideButton"))->setChecked(true);
        lists->apply()->prepare(sampleProfile(), sampleSource(), {}, std::chrono::milliseconds(38));
        lists->restore()->setProfile(sampleProfile());
        lists->restore()->setBackups(sampleBackups(sampleProfile().id), {}, sampleNow);
        lists->show(views[page - 7]);
        return lists;
    }
};

QTEST_MAIN(TestSweep)
#include "tst_sweep.moc"
