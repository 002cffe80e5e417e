// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runmodels.h"
#include "resources/resources.h"
#include "tests/support/audiencesamples.h"
#include "tests/support/enrichpagesamples.h"
#include "tests/support/fakerun.h"
#include "tests/support/hostiletexts.h"
#include "tests/support/listsamples.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audiencespage.h"
#include "ui/common/errorpanel.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/connection/connectionspage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/workbenchview.h"
#include "ui/runs/activitypage.h"
#include "ui/runs/runstrip.h"
#include "ui/segments/segmentspage.h"
#include "ui/shell/runnotifier.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/maskedfilepage.h"
#include "ui/transcripts/policychoice.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/welcome/filesheet.h"
#include "ui/welcome/welcomepage.h"

#include <QAccessible>
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_hostilenames {

namespace {

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
    static void rows() { hostileRows(); }

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
        page.prepare(profileOf(name), {QStringLiteral("l"), name, 3}, {}, {});
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
        file.setPolicies({.saved = {name}});
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
        activity.setResumable(
            {ResumableRun{.id = QStringLiteral("earlier"), .title = name, .profileName = name, .target = name}});
        checked(activity);
        RunStrip strip(&runs);
        checked(strip);
        FileSheet sheet;
        sheet.setFiles({{u"/home/me/" + name, FileGuess{.kind = FileKind::Contacts, .subject = name}},
                        {u"/home/me/" + name,
                         failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("file_own"), .subject = name})}});
        checked(sheet);
        ConnectionsPage connections;
        connections.setProfiles({profileOf(name)}, {profileOf(name)});
        checked(connections);
        RecentPane recent;
        recent.setItems({{RecentItem::Kind::Segment, QStringLiteral("id"), name, QDateTime::currentDateTimeUtc()},
                         {RecentItem::Kind::File, u"/home/me/" + name, name, QDateTime::currentDateTimeUtc()}});
        checked(recent);
    }
};

MUSTER_TEST(TestHostileNames, QApplication)

} // namespace tst_hostilenames
#include "tst_hostilenames.moc"
