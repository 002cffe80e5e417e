// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"
#include "models/store/runhistory.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/testprogram.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/runs/pastrunactions.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

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

private:
    /// A run with a mapping that no name would suggest; gives its id.
    QString enrichedOnce()
    {
        openList(leads);
        chooseFile();
        m_mapping = mapping().mapping();
        for (FieldMapping &field : m_mapping.fields) {
            if (field.attribute == u"lead_source")
                field.transforms = {emptyTransform(TransformKind::Upper)};
        }
        m_mapping.guardWords = {u"keine"_s};
        m_mapping.locale = u"de"_s;
        m_page->enrich()->mapping()->load(m_mapping);
        checkRows();
        enrich();
        return m_page->runPage()->run()->id();
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

MUSTER_TEST(TestEnrichRepeat, WatchedApplication)

} // namespace tst_enrichrepeat
#include "tst_enrichrepeat.moc"
