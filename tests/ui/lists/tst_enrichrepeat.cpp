// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"
#include "models/store/mappingstore.h"
#include "models/store/runhistory.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/testprogram.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/runs/pastrunactions.h"

#include <QClipboard>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_enrichrepeat {

/// An enrichment of the past fills the page again, with its file as it is now; nothing is sent by that.
class TestEnrichRepeat : public EnrichWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init()
    {
        setUp();
        m_actions = std::make_unique<PastRunActions>(m_page.get(), *m_workspace);
        m_actions->join(m_session.get());
        connect(m_actions.get(), &PastRunActions::enrichmentAsked, m_controller.get(),
                &ListsController::repeatEnrichment);
    }
    void cleanup()
    {
        m_actions.reset();
        tearDown();
    }

    void thePageIsFilledAsItWas();
    void aChangedFileIsReadAsItIsAndSaid();
    void aMappingHoldsForTheFileThatIsChosenForAMissingOne();
    void aPageThatWasLeftIsThereAgain();
    void aPastedTableGoesAndItsMappingStays();
    void aCampaignIsKeptAlsoWhileItIsNotHereYet();
    void afterARunThePageBeginsAnew();

private:
    /// A run with such a mapping; gives its id.
    QString enrichedOnce()
    {
        openList(leads);
        chooseFile();
        changeMapping();
        checkRows();
        enrich();
        return m_page->runPage()->run()->id();
    }
    /// To one that no name would suggest.
    void changeMapping()
    {
        m_mapping = mapping().mapping();
        for (FieldMapping &field : m_mapping.fields) {
            if (field.attribute == u"lead_source")
                field.transforms = {emptyTransform(TransformKind::Upper)};
        }
        m_mapping.guardWords = {u"keine"_s};
        m_mapping.locale = u"de"_s;
        m_page->enrich()->mapping()->load(m_mapping);
    }
    [[nodiscard]] const EnrichFieldsModel &mapping() const { return m_page->enrich()->mapping()->fields(); }
    void repeat(const QString &runId)
    {
        // Another list and no file, as a person may have left it.
        m_controller->enrich({.id = u"11570002-7c1e-4b52-9d3a-000000000001"_s, .name = u"Other"_s}, {});
        m_actions->repeat(runId);
        QTRY_COMPARE(m_page->enrich()->list().id, leads);
        QTRY_VERIFY(fields()->rowCount() > 0);
    }

    std::unique_ptr<PastRunActions> m_actions;
    EnrichmentMapping m_mapping;
};

void TestEnrichRepeat::thePageIsFilledAsItWas()
{
    const QString id = enrichedOnce();
    const int before = posts();
    repeat(id);
    QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->enrich()));
    QTRY_VERIFY(mapping().mapping() == m_mapping);
    QTRY_COMPARE(m_page->enrich()->checkOrder().source.file, m_answers.file);
    QCOMPARE(m_page->enrich()->checkOrder().source.format.separator, ';');
    QVERIFY(!m_page->enrich()->report()); // it is checked anew
    QVERIFY(!find<QPushButton>("reviewEnrichButton")->isVisible());
    QCOMPARE(posts(), before);
    checkRows();
    QVERIFY(text("enrichCountsLabel").contains(u"300 contacts can be enriched"_s));
    QVERIFY(!find<PlainLabel>("sourceProblemLabel")->isVisible());
    QCOMPARE(posts(), before);
}

void TestEnrichRepeat::aChangedFileIsReadAsItIsAndSaid()
{
    const QString id = enrichedOnce();
    write(csv(rows - 1));
    repeat(id);
    QTRY_VERIFY(text("sourceProblemLabel").contains(u"has changed since that run"_s));
    QTRY_VERIFY(mapping().mapping() == m_mapping);
    checkRows();
    QVERIFY(text("enrichCountsLabel").contains(u"299 contacts can be enriched"_s));
}

void TestEnrichRepeat::aMappingHoldsForTheFileThatIsChosenForAMissingOne()
{
    const QString id = enrichedOnce();
    const QString moved = m_folder->filePath(u"moved.csv"_s);
    QVERIFY(QFile::rename(m_answers.file, moved));
    repeat(id);
    QTRY_VERIFY(text("sourceProblemLabel").contains(u"no longer exists"_s));
    QTRY_VERIFY(mapping().mapping() == m_mapping);
    QVERIFY(!find<QPushButton>("checkRowsButton")->isEnabled());
    m_answers.file = moved;
    find<QPushButton>("chooseSourceButton")->click();
    checkRows();
    QCOMPARE(mapping().mapping().guardWords, m_mapping.guardWords);
    QVERIFY(text("enrichCountsLabel").contains(u"300 contacts can be enriched"_s));
    QVERIFY(!find<PlainLabel>("sourceProblemLabel")->isVisible()); // it was about the other file
}

void TestEnrichRepeat::aPageThatWasLeftIsThereAgain()
{
    openList(leads);
    chooseFile();
    changeMapping();
    find<QPushButton>("leaveEnrichButton")->click(); // what Esc does
    QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->index()));
    m_controller->enrich({.id = u"11570002-7c1e-4b52-9d3a-000000000001"_s, .name = u"Other"_s}, {}); // by mistake
    QVERIFY(m_page->enrich()->checkOrder().source.file.isEmpty());
    QVERIFY(find<QWidget>("sourceEmptyState")->isVisible());
    find<QPushButton>("leaveEnrichButton")->click();
    openList(leads);
    find<QPushButton>("leaveEnrichButton")->click(); // before the file is read
    openList(leads);
    QTRY_VERIFY(mapping().mapping() == m_mapping);
    QCOMPARE(m_page->enrich()->checkOrder().source.file, m_answers.file);
    QVERIFY(text("mappingMessageLabel").contains(u"as you left it"_s));
    QVERIFY(!m_page->enrich()->report()); // the list may be another one by now
    checkRows();
    QCOMPARE(posts(), 0);
}

void TestEnrichRepeat::aPastedTableGoesAndItsMappingStays()
{
    openList(leads);
    const auto paste = [this] {
        QGuiApplication::clipboard()->setText(QString::fromLatin1(csv(rows)).replace(u';', u'\t'));
        find<QAbstractButton>("pasteSourceButton")->click();
        QTRY_VERIFY(find<QTableView>("sourceColumnsTable")->isVisible());
    };
    paste();
    changeMapping();
    for (int times = 0; times < 2; ++times) { // left again before it was pasted
        find<QPushButton>("leaveEnrichButton")->click();
        openList(leads);
        QVERIFY(text("sourceProblemLabel").contains(u"Paste it again"_s));
        QVERIFY(m_page->enrich()->checkOrder().source.file.isEmpty());
    }
    paste();
    QTRY_VERIFY(mapping().mapping() == m_mapping);
    QVERIFY(!find<PlainLabel>("sourceProblemLabel")->isVisible());
    // A mapping that is chosen meanwhile is wanted instead.
    EnrichmentMapping other = m_mapping;
    other.name = u"Other"_s;
    other.guardWords = {u"-"_s};
    QVERIFY(m_workspace->mappings().save(leads, other));
    find<QPushButton>("leaveEnrichButton")->click();
    openList(leads);
    auto *names = find<QComboBox>("mappingNameCombo");
    names->setCurrentIndex(names->findText(other.name));
    Q_EMIT names->activated(names->currentIndex());
    paste();
    QCOMPARE(mapping().mapping().guardWords, other.guardWords);
}

void TestEnrichRepeat::aCampaignIsKeptAlsoWhileItIsNotHereYet()
{
    const auto campaign = [this](const QString &id) {
        return Campaign{.id = id, .status = u"running"_s, .contactListId = leads, .maxEnrichmentTimeout = 1s};
    };
    EnrichCampaignPane pane;
    const EnrichmentPace pace;
    pane.showLoading(leads, std::nullopt, pace);
    QCOMPARE(pane.campaignId(), QString());
    pane.prefer(u"b"_s);
    QCOMPARE(pane.campaignId(), u"b"_s);
    pane.setCampaigns({campaign(u"a"_s), campaign(u"b"_s)}, pace);
    QVERIFY(pane.campaign() && pane.campaign()->id == u"b");
    QCOMPARE(pane.campaignId(), u"b"_s);
    pane.findChild<QComboBox *>(u"enrichCampaignCombo"_s)->setCurrentIndex(0);
    QCOMPARE(pane.campaignId(), u"a"_s);
}

void TestEnrichRepeat::afterARunThePageBeginsAnew()
{
    (void)enrichedOnce();
    openList(leads);
    QVERIFY(find<QWidget>("sourceEmptyState")->isVisible());
    QVERIFY(m_page->enrich()->checkOrder().source.file.isEmpty());
    chooseFile();
    QVERIFY(mapping().mapping() != m_mapping); // suggested by the names again
}

MUSTER_TEST(TestEnrichRepeat, WatchedApplication)

} // namespace tst_enrichrepeat
#include "tst_enrichrepeat.moc"
