// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runlistmodel.h"
#include "resources/resources.h"
#include "tests/support/audiencesamples.h"
#include "tests/support/enrichpagesamples.h"
#include "tests/support/fakerun.h"
#include "tests/support/listsamples.h"
#include "tests/support/samples.h"
#include "ui/audiences/audienceindexpane.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audiences/exclusionspicker.h"
#include "ui/common/celldelegate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/quotebox.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/connection/connectionspage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/listindexpane.h"
#include "ui/lists/numberlistpicker.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/workbenchview.h"
#include "ui/runs/activitypage.h"
#include "ui/runs/runstrip.h"
#include "ui/segments/segmentspage.h"
#include "ui/shell/runnotifier.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/maskedfilepage.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/welcome/filesheet.h"
#include "ui/welcome/recentpane.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>

using namespace muster;
using namespace muster::test;

namespace {

const QStringList hostile{
    QStringLiteral("<img src=file:///etc/passwd>"),
    QStringLiteral("<b>bold</b>"),
    QStringLiteral("<a href=\"http://example.com/\">look</a>"),
    QStringLiteral("a & b &lt;i&gt;"),
    QStringLiteral("line\nbreak\r\n<u>and</u>\u2028more"),
    QStringLiteral("invoice\u202Efdp.exe\u2066\u200B"),
    QStringLiteral("bell\u0007\u001B[2J"),
    QString(100'000, u'x'),
};

/// What Qt would make of a text whose format it guesses: is anything of it more than text?
bool isMarkup(const QString &text)
{
    if (!Qt::mightBeRichText(text))
        return false;
    QTextDocument document;
    document.setHtml(text);
    if (document.toPlainText().contains(QChar::ObjectReplacementCharacter))
        return true;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextCharFormat format = at.fragment().charFormat();
            if (format.isAnchor() || format.isImageFormat() || format.fontWeight() > QFont::Normal
                || format.fontUnderline() || format.fontItalic())
                return true;
        }
    }
    return false;
}

/// Characters that reorder, hide or ring; what breaks a line aside.
bool isHidden(QChar c)
{
    const char16_t unit = c.unicode();
    return (unit < 0x20 && unit != '\n' && unit != '\t') || unit == 0x7f || (unit >= 0x200b && unit <= 0x200f)
        || (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2060 && unit <= 0x206f);
}

constexpr qsizetype longest = 12'000; // a whole window of words; a name of 100,000 characters is none

class Checker
{
public:
    void check(QWidget &root)
    {
        QList<QWidget *> all = root.findChildren<QWidget *>();
        all << &root;
        for (QWidget *widget : std::as_const(all))
            checkWidget(*widget);
        for (const QAction *action : root.findChildren<QAction *>()) {
            text(*action, "action", action->text());
            tip(*action, "action tip", action->toolTip());
        }
    }
    QStringList faults;
    int seen = 0; ///< Texts that hold something of the hostile name.

private:
    void fault(const QObject &where, const char *what, const QString &text)
    {
        faults << QStringLiteral("%1 %2, %3: %4")
                      .arg(QString::fromLatin1(where.metaObject()->className()), where.objectName(),
                           QString::fromLatin1(what), text.left(120));
    }
    void text(const QObject &where, const char *what, const QString &text)
    {
        if (std::any_of(text.cbegin(), text.cend(), isHidden) || text.size() > longest)
            fault(where, what, text);
        ++seen;
    }
    void tip(const QObject &where, const char *what, const QString &tip)
    {
        text(where, what, tip);
        if (isMarkup(tip))
            fault(where, what, tip);
    }
    void checkWidget(QWidget &widget)
    {
        tip(widget, "tool tip", widget.toolTip());
        tip(widget, "what is this", widget.whatsThis());
        text(widget, "status tip", widget.statusTip());
        text(widget, "window title", widget.windowTitle());
        if (widget.windowTitle().contains(u'\n'))
            fault(widget, "window title", widget.windowTitle());
        text(widget, "accessible name", widget.accessibleName());
        text(widget, "accessible description", widget.accessibleDescription());
        if (const auto *label = qobject_cast<QLabel *>(&widget)) {
            text(widget, "label", label->text());
            if (label->textFormat() != Qt::PlainText && isMarkup(label->text()))
                fault(widget, "label", label->text());
        }
        if (const auto *button = qobject_cast<QAbstractButton *>(&widget))
            text(widget, "button", button->text());
        if (const auto *box = qobject_cast<QGroupBox *>(&widget))
            text(widget, "title", box->title());
        if (const auto *bar = qobject_cast<QTabBar *>(&widget)) {
            for (int tab = 0; tab < bar->count(); ++tab) {
                text(widget, "tab", bar->tabText(tab));
                tip(widget, "tab tip", bar->tabToolTip(tab));
            }
        }
        if (const auto *combo = qobject_cast<QComboBox *>(&widget))
            checkModel(widget, *combo->model(), {}, false);
        if (const auto *view = qobject_cast<QAbstractItemView *>(&widget); view && view->model()) {
            // A header has the table's model, and shows nothing of its cells.
            const bool isOurs
                = view->inherits("QHeaderView") || qobject_cast<CellDelegate *>(view->itemDelegate()) != nullptr;
            checkModel(widget, *view->model(), {}, isOurs);
        }
    }
    void checkModel(const QObject &where, const QAbstractItemModel &model, const QModelIndex &parent, bool escapes)
    {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            text(where, "header", model.headerData(column, Qt::Horizontal).toString());
            tip(where, "header tip", model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
        }
        for (int row = 0; row < std::min(model.rowCount(parent), 20); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex cell = model.index(row, column, parent);
                text(where, "cell", cell.data().toString());
                text(where, "cell's words", cell.data(Qt::AccessibleTextRole).toString());
                // CellDelegate shows them through toolTips; see itsToolTipsAreText().
                if (!escapes)
                    tip(where, "cell's tip", cell.data(Qt::ToolTipRole).toString());
            }
            checkModel(where, model, model.index(row, 0, parent), escapes);
        }
    }
};

QList<SegmentSummary> segments(const QString &name)
{
    QList<SegmentSummary> segments = sampleSegments();
    for (SegmentSummary &segment : segments)
        segment.name = name;
    return segments;
}

ConnectionProfile profileOf(const QString &name)
{
    ConnectionProfile profile = sampleProfile();
    profile.name = name;
    return profile;
}

} // namespace

/// Names from servers, files and persons in every window that shows some (S28): they are text, whatever they hold.
class TestHostileNames : public QObject
{
    Q_OBJECT

private:
    static void rows()
    {
        QTest::addColumn<QString>("name");
        const char *const labels[] = {"image", "tag", "link", "entities", "line breaks", "bidi", "controls", "long"};
        for (int i = 0; i < hostile.size(); ++i)
            QTest::newRow(labels[i]) << hostile[i];
    }
    static void checked(QWidget &window)
    {
        window.resize(1100, 740);
        window.show();
        Checker checker;
        checker.check(window);
        QVERIFY(checker.seen > 0);
        QVERIFY2(checker.faults.isEmpty(), qPrintable(checker.faults.join(u'\n')));
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }

    void S28_toolTipsAreText_data() { rows(); }
    void S28_toolTipsAreText()
    {
        QFETCH(QString, name);
        QVERIFY(isMarkup(QStringLiteral("<img src=file:///etc/passwd>"))); // the check sees what Qt would show
        const QString tip = toolTips::text(name);
        QVERIFY2(!isMarkup(tip), qPrintable(tip.left(200)));
        QVERIFY(tip.size() < longest && std::none_of(tip.cbegin(), tip.cend(), isHidden));
        QVERIFY(!isMarkup(toolTips::lines({name, name})));
        QWidget widget;
        toolTips::set(&widget, name);
        QVERIFY(!isMarkup(widget.toolTip()));
        // Who hears it instead of seeing it hears no tags of ours.
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&widget);
        const QString heard = face->text(QAccessible::Description);
        QVERIFY2(!heard.contains(QStringLiteral("&lt;img")) && !heard.startsWith(QStringLiteral("<p>")),
                 qPrintable(heard.left(200)));
        toolTips::set(&widget, QStringLiteral("plain"));
        QCOMPARE(widget.toolTip(), QStringLiteral("plain"));
        QCOMPARE(face->text(QAccessible::Description), QStringLiteral("plain"));
        QVERIFY(toolTips::text({}).isEmpty());
        const QString told = RunNotifier::nameText(name);
        QVERIFY(!told.contains(u'<') && !told.contains(u'\n') && told.size() <= 700);
    }

    void S28_labelsAndBoxes_data() { rows(); }
    void S28_labelsAndBoxes()
    {
        QFETCH(QString, name);
        QWidget window;
        auto *cut = new PlainLabel(PlainLabel::Fit::Elide, &window);
        cut->setPlainText(name);
        cut->resize(30, 20);
        auto *wrapped = new PlainLabel(PlainLabel::Fit::Wrap, &window);
        wrapped->setPlainParagraphs(name);
        auto *quote = new QuoteBox(&window);
        quote->setQuote(name);
        auto *error = new ErrorPanel(&window);
        error->setError({.kind = ErrorKind::Refused,
                         .code = name.left(200),
                         .detail = name,
                         .subject = name,
                         .requestId = name,
                         .details = {{name, name}}});
        auto *lists = new NumberListPicker(QStringLiteral("Lists"), QStringLiteral("picker"), &window);
        lists->setChoices({{QStringLiteral("1"), name, name}});
        auto *exclusions = new ExclusionsPicker(&window);
        exclusions->setExclusions({name});
        checked(window);
        Prompts().ask(&window, {.title = name, .text = name, .detail = name, .acceptLabel = QStringLiteral("Yes")},
                      [](bool) { });
        Prompts().tell(&window, name, name);
        checked(window);
        for (QMessageBox *box : window.findChildren<QMessageBox *>())
            box->reject();
    }

    void S28_segments_data() { rows(); }
    void S28_segments()
    {
        QFETCH(QString, name);
        SegmentsPage page;
        page.setProfile(profileOf(name));
        page.setNow(sampleNow);
        page.setSegments(segments(name));
        SegmentDefinition definition = sampleDefinition();
        definition.id = QStringLiteral("s1");
        definition.name = name;
        for (SegmentAttribute &attribute : definition.attributes)
            attribute.name = attribute.typeName = name;
        page.setDefinition(definition);
        page.openSheet();
        page.findChild<QPushButton *>(QStringLiteral("addFilterButton"))->click();
        checked(page);
    }

    void S28_lists_data() { rows(); }
    void S28_lists()
    {
        QFETCH(QString, name);
        ContactListsPage page;
        page.index()->setTenant(true);
        page.index()->setLists({{QStringLiteral("l"), name, 48310}});
        checked(page);
        ContactCsvReader::Preview preview;
        preview.header = {name, QStringLiteral("phone")};
        preview.rows = {{name, name}};
        preview.phoneColumn = 1;
        page.csvFile()->showPreview(u"/home/me/" + name + u".csv", preview);
        page.show(page.csvFile());
        checked(page);
        ListSource source = sampleSource();
        source.listName = source.profileName = name;
        page.workbench()->startReading(source, nullptr);
        page.show(page.workbench());
        checked(page);
        page.restore()->setProfile(profileOf(name));
        auto backups = sampleBackups(sampleProfile().id);
        for (BackupInfo &backup : backups)
            backup.listName = backup.profileName = name;
        page.restore()->setBackups(backups, {}, sampleNow);
        page.show(page.restore());
        checked(page);
    }

    void S28_enrichment_data() { rows(); }
    void S28_enrichment()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        EnrichPage page;
        const QString file = folder.filePath(QStringLiteral("crm.csv"));
        fillEnrichPage(page, profileOf(name), file);
        auto sample = std::make_shared<SourceSample>();
        sample->source.file = u"/home/me/" + name + u".csv";
        sample->columns = {name, name + u'2'};
        sample->profiles.resize(2);
        page.prepare(profileOf(name), {QStringLiteral("l"), name, 3}, {});
        page.mapping()->setSchema({QStringLiteral("l"), {{name, ListAttributeType::Text, name}}});
        Campaign campaign;
        campaign.id = QStringLiteral("c");
        campaign.name = campaign.status = name;
        campaign.contactListId = QStringLiteral("l");
        page.campaign()->setCampaigns({campaign}, {});
        page.setSample(sample);
        checked(page);
    }

    void S28_audiences_data() { rows(); }
    void S28_audiences()
    {
        QFETCH(QString, name);
        AudiencesPage page;
        page.index()->setTenant(true);
        QList<AudienceSummary> audiences = sampleAudiences();
        for (AudienceSummary &audience : audiences) {
            audience.name = name;
            audience.evaluation.error = name;
        }
        page.index()->setAudiences(audiences);
        page.index()->setDrafts({{QStringLiteral("d"), name}});
        checked(page);
    }

    void S28_transcripts_data() { rows(); }
    void S28_transcripts()
    {
        QFETCH(QString, name);
        TranscriptsPage page;
        page.jobs()->setConnected(true);
        page.jobs()->jobs().put(
            {.runId = QStringLiteral("r"), .name = name, .jobId = name, .state = QStringLiteral("Complete")});
        page.review()->setItems({{.interactionId = name, .path = name, .rule = QStringLiteral("x"), .original = name}},
                                0);
        page.review()->setPolicies({name});
        checked(page);
        MaskedFilePage file;
        file.setPolicies({name});
        file.showLoading(u"/home/me/" + name);
        checked(file);
    }

    void S28_runsAndFiles_data() { rows(); }
    void S28_runsAndFiles()
    {
        QFETCH(QString, name);
        FakeRun run(name);
        RunListModel runs;
        runs.add(&run);
        ActivityPage activity(&runs);
        activity.showRun(&run);
        activity.setResumable({ResumableRun{.id = QStringLiteral("earlier"), .title = name, .profileName = name, .target = name}});
        checked(activity);
        RunStrip strip(&runs);
        checked(strip);
        FileSheet sheet;
        sheet.setFiles({{u"/home/me/" + name, FileGuess{.kind = FileKind::Contacts, .subject = name}},
                        {u"/home/me/" + name,
                         failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("file_own"), .subject = name})}});
        checked(sheet);
        ConnectionsPage connections;
        connections.setProfiles(profileOf(name), {profileOf(name)});
        checked(connections);
        RecentPane recent;
        recent.setItems({{RecentItem::Kind::Segment, QStringLiteral("id"), name, QDateTime::currentDateTimeUtc()},
                         {RecentItem::Kind::File, u"/home/me/" + name, name, QDateTime::currentDateTimeUtc()}});
        checked(recent);
    }
};

QTEST_MAIN(TestHostileNames)
#include "tst_hostilenames.moc"
