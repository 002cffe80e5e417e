// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriaedits.h"
#include "models/audiences/estimate/audiencesamples.h"
#include "models/text/criteriasentence.h"
#include "resources/resources.h"
#include "tests/support/audiencesamples.h"
#include "tests/support/fakerun.h"
#include "tests/support/looks.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencehistorypane.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/canvas/criteriacanvas.h"
#include "ui/audiences/conflictview.h"
#include "ui/audiences/criteriapanes.h"
#include "ui/audiences/criteriawhypane.h"
#include "ui/audiences/draftpanes.h"
#include "ui/audiences/estimatebar.h"
#include "ui/audiences/registerview.h"
#include "ui/common/theme.h"

#include <QApplication>

using namespace muster;
using namespace muster::test;

namespace tst_audiencepictures {

/// The views of audiences, full of values.
class TestAudiencePictures : public Looks
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void views_data() { addLooks(); }
    void views()
    {
        wear();
        {
            AudiencesPage page;
            index(page);
            edit(page);
            registering(page);
            conflict(page);
            run(page);
        }
        takeOff();
    }

private:
    static CriteriaNode condition(const char *field, CriteriaOperator op, const CriteriaValue &value)
    {
        return {CriteriaCondition{QString::fromLatin1(field), op, value}};
    }
    static AudienceDefinition sample()
    {
        using enum CriteriaOperator;
        AudienceDefinition definition;
        definition.name = QStringLiteral("Growing technology customers");
        definition.description = QStringLiteral("For the call in spring.");
        CriteriaGroup any{CriteriaJoin::Or,
                          {condition("employees", GreaterThan, CriteriaNumber{"500"}),
                           condition("engagement_score", GreaterThan, CriteriaNumber{"85"})}};
        definition.criteria.members = {condition("annual_revenue", GreaterThan, CriteriaNumber{"500000"}),
                                       condition("industry", Equals, QStringLiteral("technology")),
                                       {any},
                                       condition("engagement_score", LessThan, CriteriaNumber{"20"})};
        definition.exclusions = {sampleAudiences()[1].id};
        return definition;
    }
    static Audience sampleBase()
    {
        Audience base;
        base.id = sampleAudiences()[0].id;
        base.version = 3;
        base.definition = sample();
        base.definition.criteria.members.pop_back();
        base.evaluation = sampleAudiences()[0].evaluation;
        return base;
    }

    void index(AudiencesPage &page)
    {
        keep(page, QStringLiteral("audiences-without-tenant"));
        page.index()->setTenant(true);
        page.index()->setNow(sampleNow);
        page.index()->showLoading();
        QTest::qWait(200);
        keep(page, QStringLiteral("audiences-loading"));
        page.index()->setAudiences({});
        keep(page, QStringLiteral("audiences-empty"));
        page.index()->setAudiences(sampleAudiences());
        page.index()->setDrafts({{QStringLiteral("d"), QStringLiteral("Tom & Co.")}});
        keep(page, QStringLiteral("audiences"));
        page.index()->setLoadError({.kind = ErrorKind::ServerTrouble, .httpStatus = 503});
        keep(page, QStringLiteral("audiences-error"));
        page.index()->setAudiences(sampleAudiences());
    }

    void edit(AudiencesPage &page)
    {
        m_editor = new AudienceEditor(sampleAudiences()[0].id, &page);
        m_views = new DraftPanes(*m_editor, m_editor);
        AudienceWork &work = m_editor->work();
        work.setBase(sampleBase());
        work.setDetails(sample());
        work.tree().setTree(CriteriaTree::fromGroup(sample().criteria));
        page.add(m_editor);
        page.show(m_editor);
        m_editor->showState(QStringLiteral("Version 3 \u00b7 Counted \u00b7 12,480 people \u00b7 12 min ago"));
        m_editor->showDraftState(QStringLiteral("Draft saved"), false);
        m_editor->details()->showFields(QStringLiteral("48 fields from a file."), true, true);
        const QList<CriteriaNodeId> ids = work.tree().tree().inReadingOrder();
        QHash<CriteriaNodeId, qint64> funnel;
        for (int i = 0; i < ids.size(); ++i)
            funnel.insert(ids[i], 31204 - 3100 * i);
        m_editor->canvas()->setFunnel(funnel);
        m_editor->estimate()->showContacts(QStringLiteral("customers.csv"), 100'000);
        m_editor->estimate()->showResult({.matched = 12480, .possible = 12480, .total = 100'000, .milliseconds = 38});
        m_editor->estimate()->showWhatIf(QStringLiteral("Muting condition 4 of group 1 adds 1,204 contacts."));
        using Pane = AudienceEditor::Pane;
        keep(page, QStringLiteral("audience-details"));
        m_editor->showPane(Pane::Words);
        m_editor->canvas()->revealNode(ids[2]);
        keep(page, QStringLiteral("audience-words"));
        m_editor->showPane(Pane::Json);
        m_editor->json()->showFault(QStringLiteral("\u201cequal\u201d is no operator."), 120);
        keep(page, QStringLiteral("audience-json"));
        m_editor->showPane(Pane::Problems);
        keep(page, QStringLiteral("audience-problems"));
        m_editor->showPane(Pane::Why);
        m_editor->why()->setSamples(
            {.fields = {{.name = QStringLiteral("annual_revenue")}, {.name = QStringLiteral("industry")}},
             .rows
             = {{.row = 7,
                 .id = QStringLiteral("contact-7"),
                 .cells = {{QStringLiteral("812000")}, {QStringLiteral("technology")}}},
                {.row = 9,
                 .changes = 1,
                 .id = QStringLiteral("contact-9"),
                 .cells = {{QStringLiteral("640000")}, {QStringLiteral("retail"), true}}},
                {.row = 12, .changes = 2, .id = QStringLiteral("contact-12"), .cells = {{{}, true}, {{}, true}}}}},
            {});
        m_editor->why()->choose(9);
        m_editor->why()->showAnswer(
            QStringLiteral("This contact doesn’t match."), Tone::Neutral,
            QStringLiteral("It would match if this came out differently: Condition 2 of group 1."),
            {{.word = QStringLiteral("false"), .icon = QStringLiteral("circle-x"), .text = QStringLiteral("ALL of")},
             {.word = QStringLiteral("true"),
              .tone = Tone::Good,
              .icon = QStringLiteral("circle-check"),
              .text = QStringLiteral("annual revenue is over 500,000"),
              .aside = QStringLiteral("812000"),
              .depth = 1},
             {.word = QStringLiteral("unknown"),
              .tone = Tone::Warn,
              .icon = QStringLiteral("circle-alert"),
              .text = QStringLiteral("industry is technology"),
              .aside = QStringLiteral("no such field"),
              .depth = 1}});
        keep(page, QStringLiteral("audience-why"));
        m_editor->showPane(Pane::History);
        m_editor->history()->setVersions({{QStringLiteral("3"), QStringLiteral("Version 3, registered here"),
                                           QStringLiteral("By admin, 2 March 2026.")}});
        m_editor->history()->showDifference(changes());
        keep(page, QStringLiteral("audience-history"));
        keep(page, QStringLiteral("audience-small"), QSize(856, 580));
        QVERIFY(m_editor->minimumSizeHint().height() <= 560); // what the smallest window leaves
    }

    static QList<CriteriaLine> changes()
    {
        return {{.word = QStringLiteral("Added"),
                 .tone = Tone::Good,
                 .icon = QStringLiteral("plus"),
                 .text = QStringLiteral("engagement score is under 20"),
                 .aside = QStringLiteral("Condition 4 of group 1")},
                {.word = QStringLiteral("Changed"),
                 .tone = Tone::Warn,
                 .icon = QStringLiteral("pencil"),
                 .text = QStringLiteral("annual revenue is over 500,000, was: annual revenue is over 400,000"),
                 .aside = QStringLiteral("Condition 1 of group 1")}};
    }

    void registering(AudiencesPage &page)
    {
        RegisterView *view = m_editor->registering();
        view->showReading(sampleProfile(), sample().name);
        m_editor->show(AudienceEditor::View::Register);
        QTest::qWait(200);
        keep(page, QStringLiteral("audience-register-reading"));
        RegisterFacts facts;
        facts.definition = sample();
        facts.audienceId = sampleBase().id;
        facts.version = 4;
        facts.digest = QString(64, u'a');
        facts.criteria = criteriaSentence(sample().criteria, {}).text;
        facts.criteriaBefore = criteriaSentence(sampleBase().definition.criteria, {}).text;
        facts.changes = changes();
        facts.findings = m_views->findings().lines;
        facts.estimate = 12480;
        facts.estimatedOf = 100'000;
        facts.previousSize = 31204;
        facts.muted = 1;
        view->showFacts(facts);
        keep(page, QStringLiteral("audience-register"));
        view->setLookOnly(true);
        keep(page, QStringLiteral("audience-register-lookonly"), QSize(856, 580));
        view->setLookOnly(false);
    }

    void conflict(AudiencesPage &page)
    {
        using State = ConflictPart::State;
        const auto sentence
            = [](const AudienceDefinition &definition) { return criteriaSentence(definition.criteria, {}).text; };
        m_editor->conflict()->prepare(
            Environment::Production, sample().name, 5,
            {{QStringLiteral("name"), QStringLiteral("Name"), QStringLiteral("Technology customers"), sample().name,
              QStringLiteral("Technology, growing"), State::Conflict},
             {QStringLiteral("description"), QStringLiteral("Description"), QString(), sample().description, QString(),
              State::OnlyMine},
             {QStringLiteral("criteria"), QStringLiteral("Criteria"), sentence(sampleBase().definition),
              sentence(sample()), QStringLiteral("Annual revenue is over 400,000."), State::Conflict}});
        m_editor->show(AudienceEditor::View::Conflict);
        keep(page, QStringLiteral("audience-conflict"));
    }

    void run(AudiencesPage &page)
    {
        FakeRun run(sample().name);
        m_editor->run()->start(&run, Environment::Sandbox);
        m_editor->show(AudienceEditor::View::Run);
        run.putState(RunState::Running);
        run.putMetrics({});
        keep(page, QStringLiteral("audience-run"));
        run.putEnd({.kind = RunOutcome::Kind::Complete, .error = {}, .resumeAt = {}, .resultFile = {}, .findings = {}});
        m_editor->run()->showSizes(
            QStringLiteral("It has 12,480 people, evaluated 2 March 2026, 14:00. Previously 31,204. 12,480 of the loaded contacts match. "
                           "That is far from what was expected. Check the criteria again."),
            Tone::Warn);
        keep(page, QStringLiteral("audience-run-done"));
        m_editor->run()->start(nullptr, Environment::Sandbox);
    }

    AudienceEditor *m_editor = nullptr; ///< The page's.
    DraftPanes *m_views = nullptr;
};

MUSTER_TEST(TestAudiencePictures, QApplication)

} // namespace tst_audiencepictures
#include "tst_audiencepictures.moc"
