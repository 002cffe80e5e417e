// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptmodels.h"
#include "models/transcripts/transcriptreader.h"
#include "resources/resources.h"
#include "tests/support/looks.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/transcripts/fetchpage.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/policypage.h"
#include "ui/transcripts/resultspane.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QApplication>
#include <QScrollBar>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_transcriptpictures {

namespace {

const QByteArray call
    = R"({"interactionId":"int-7f3a","mediaType":"voice","timestamp":"2026-03-04T10:00:00Z","transcript":{
 "language":"en","turns":[
 {"speaker":"agent","offsetMs":0,"text":"Thank you for calling. May I have a number to call you back on?"},
 {"speaker":"customer","offsetMs":6200,"text":"Sure, it is [PHONE_MASKED], and write to [EMAIL_MASKED] please."},
 {"speaker":"agent","offsetMs":14100,"text":"And the card that ends in four two?"},
 {"speaker":"customer","offsetMs":19800,"text":"It is [CARD_MASKED:42], born [BIRTH_DATE_MASKED]."}]},"masked":true})";

const std::vector<WrittenFinding> findings{
    {.path = "$.transcript.turns[1].text",
     .begin = 12,
     .end = 26,
     .entity = Entity::Phone,
     .rule = "phone.plan",
     .score = 96},
    {.path = "$.transcript.turns[3].text",
     .begin = 6,
     .end = 22,
     .entity = Entity::PaymentCard,
     .rule = "card.context",
     .score = 55},
};

} // namespace

/// The views of transcripts, full of values.
class TestTranscriptPictures : public Looks
{
    Q_OBJECT

private:
    void overview(TranscriptsPage &page)
    {
        keep(page, QStringLiteral("transcripts-without-tenant"));
        page.jobs()->setConnected(true);
        keep(page, QStringLiteral("transcripts-none"));
        page.jobs()->jobs().put({.runId = QStringLiteral("a"),
                                 .name = QStringLiteral("march"),
                                 .jobId = QStringLiteral("7f3a9c01-5520-4c1e-9d3a-0000000000a1"),
                                 .state = QStringLiteral("done with findings"),
                                 .tone = Tone::Warn,
                                 .progress = 1,
                                 .asked = 12'480,
                                 .written = 12'101,
                                 .held = 212,
                                 .missing = 167,
                                 .started = sampleNow});
        page.jobs()->jobs().put({.runId = QStringLiteral("b"),
                                 .name = QStringLiteral("april"),
                                 .state = QStringLiteral("waiting for the server"),
                                 .tone = Tone::Info,
                                 .progress = 0.4,
                                 .asked = 500,
                                 .written = 200,
                                 .started = sampleNow.addSecs(600)});
        page.setLowerVisible(true);
        page.jobs()->choose(QStringLiteral("a"));
        page.jobs()->setReviewCount(212);
        page.jobs()->setActs({.resume = true, .folder = true, .run = true});
        TranscriptResult written;
        written.interactionId = QStringLiteral("int-7f3a");
        written.mediaType = QStringLiteral("voice");
        written.timestamp = sampleNow;
        TranscriptResult held = written;
        held.interactionId = QStringLiteral("int-8a11");
        held.fate = TranscriptFate::Held;
        page.results()->setResults({written, held});
        const auto transcript = readTranscript(call, findings);
        QVERIFY(transcript);
        page.viewer()->setTranscript(*transcript);
        keep(page, QStringLiteral("transcripts"));
        auto *table = page.findChild<QTableView *>(QStringLiteral("transcriptFindingsTable"));
        QVERIFY(table->isVisible());
        if (!isPseudo()) // a masked place is seen without scrolling sideways
            QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
    }

    void others(TranscriptsPage &page)
    {
        page.fetch()->start(sampleProfile());
        page.show(TranscriptsPage::View::Fetch);
        keep(page, QStringLiteral("transcripts-fetch"));
        page.show(TranscriptsPage::View::Policies);
        page.policies()->trial()->showMasked(QStringLiteral("Call [PHONE_MASKED]"),
                                             QStringLiteral("Found: phone number: 1."));
        keep(page, QStringLiteral("transcripts-policies"));
        page.review()->setItems({{.interactionId = QStringLiteral("int-1"),
                                  .entity = Entity::Phone,
                                  .rule = QStringLiteral("phone.context"),
                                  .score = 55,
                                  .original = QStringLiteral("555 0143 22")},
                                 {.interactionId = QStringLiteral("int-1"),
                                  .entity = Entity::PaymentCard,
                                  .rule = QStringLiteral("card.context"),
                                  .score = 60,
                                  .original = QStringLiteral("4711-2026")}},
                                0);
        page.show(TranscriptsPage::View::Review);
        keep(page, QStringLiteral("transcripts-review"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void views_data() { addLooks(); }
    void views()
    {
        wear();
        {
            TranscriptsPage page;
            overview(page);
            others(page);
        }
        takeOff();
    }
};

MUSTER_TEST(TestTranscriptPictures, QApplication)

} // namespace tst_transcriptpictures
#include "tst_transcriptpictures.moc"
