// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/enrichtexts.h"

#include "models/text/errorcodes.h"
#include "models/text/errortexts.h"
#include "resources/resources.h"
#include "tests/support/testprogram.h"

#include <QLocale>
#include <QSet>

using namespace muster;
using namespace std::chrono_literals;

namespace tst_enrichtexts {

class TestEnrichTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*QCoreApplication::instance());
    }

    void everyRuleHasWords()
    {
        QSet<QString> words, sentences;
        for (int rule = 0; rule < enrichRuleCount; ++rule) {
            words.insert(enrichRuleText(EnrichRule(rule)));
            sentences.insert(enrichRuleSentence(EnrichRule(rule)));
            QVERIFY(enrichRuleSentence(EnrichRule(rule)).endsWith(u'.'));
        }
        QCOMPARE(words.size(), enrichRuleCount);
        QCOMPARE(sentences.size(), enrichRuleCount);
        // The rows stand in the order of the rules.
        QCOMPARE(enrichRuleText(EnrichRule::NotInteger), QStringLiteral("not a whole number"));
        QCOMPARE(enrichRuleText(EnrichRule::ResultTooLong), QStringLiteral("result too long"));
        QCOMPARE(enrichRuleText(EnrichRule::IdDuplicate), QStringLiteral("duplicate contact"));
    }

    void everyMappingFaultIsASentence()
    {
        QSet<QString> sentences;
        for (int fault = 0; fault < mappingFaultCount; ++fault) {
            const QString text
                = mappingFindingText({MappingFault(fault), 0, -1, QStringLiteral("SUBJECT"), QStringLiteral("DETAIL")});
            sentences.insert(text);
            QVERIFY2(text.endsWith(u'.') && !text.contains(u'%'), qPrintable(text));
        }
        QCOMPARE(sentences.size(), mappingFaultCount);
        QCOMPARE(mappingFindingText({.fault = MappingFault::UnknownColumn, .subject = QStringLiteral("Mail")}),
                 QStringLiteral("The source has no column \u201cMail\u201d."));
        QCOMPARE(mappingFindingText({.fault = MappingFault::UnknownType,
                                     .subject = QStringLiteral("%2"),
                                     .detail = QStringLiteral("geo\u202E")}),
                 QStringLiteral("The attribute “%2” has the unknown type “geo‹202E›”. It cannot be filled."));
        QVERIFY(mappingFindingText({.fault = MappingFault::CannotClear, .subject = QStringLiteral("x")})
                    .startsWith(QStringLiteral("An empty cell can’t clear")));
        QVERIFY(mappingFindingText({.fault = MappingFault::BadConstant,
                                    .subject = QStringLiteral("x"),
                                    .detail = QStringLiteral("fraction")})
                    .endsWith(QStringLiteral("the value has a fraction.")));
    }

    void everyChoiceHasWords()
    {
        QSet<QString> words;
        for (int kind = 0; kind < transformKindCount; ++kind)
            words.insert(transformKindText(TransformKind(kind)));
        for (int i = 0; i < 3; ++i)
            words << fieldWriteText(FieldWrite(i)) << emptyCellText(EmptyCell(i));
        for (int i = 0; i < 4; ++i)
            words << cellFateText(CellFate(i));
        for (int i = 0; i < 5; ++i)
            words << listAttributeTypeText(ListAttributeType(i));
        QCOMPARE(words.size(), transformKindCount + 6 + 4 + 5);
        QVERIFY(!words.contains(QString()));
    }

    void plansAndBudgetsAreTold()
    {
        const EnrichmentPace pace{.closedStatuses = {QStringLiteral("completed")}};
        Campaign campaign{.id = QStringLiteral("camp_1"),
                          .name = QStringLiteral("Autumn"),
                          .status = QStringLiteral("running"),
                          .maxEnrichmentTimeout = 3000ms};
        const CampaignBudget budget = CampaignBudget::of(campaign, {}, pace);
        QVERIFY(budgetFaultText(budget, pace).isEmpty());
        QCOMPARE(batchPlanText(BatchPlan::of(1000, budget, pace, 50ms), budget),
                 QStringLiteral("4 batches of at most 300 contacts, about 4 s. The campaign \u201cAutumn\u201d allows "
                                "3,000 ms for each."));
        QVERIFY(batchPlanText(BatchPlan::of(5, budget, pace, 50ms), budget).startsWith(QStringLiteral("1 batch of")));
        campaign.maxEnrichmentTimeout = 9ms;
        QCOMPARE(budgetFaultText(CampaignBudget::of(campaign, {}, pace), pace),
                 QStringLiteral("The campaign “Autumn” allows 9 ms for an enrichment, but one contact takes 10 ms. "
                                "Raise its time limit in the tenant first."));
        campaign.status = QStringLiteral("Completed");
        QVERIFY(budgetFaultText(CampaignBudget::of(campaign, {}, pace), pace)
                    .contains(QStringLiteral("is \u201cCompleted\u201d and no longer accepts updates")));
    }

    void errorsSayWhatAndWhatToDo()
    {
        for (const char *code : {"mapping_unreadable", "mappings_damaged", "bad_mapping", "too_many_mappings",
                                 "mappings_too_large", "unknown_mapping", "map_no_source", "map_no_attribute",
                                 "map_quote_open", "map_text_behind_quote", "map_unknown_step", "map_repeated_step",
                                 "map_arguments", "map_not_expected", "map_too_long", "map_limits"}) {
            const ApiError error{.code = QString::fromLatin1(code), .subject = QStringLiteral("SUBJECT")};
            const ErrorCodeRow *known = listErrors.find(error.code);
            QVERIFY2(known, code);
            const ErrorWords words = errorWords(error);
            QCOMPARE(words.what.contains(QStringLiteral("SUBJECT")), QLatin1String(known->what).contains(u'%'));
            QVERIFY2(words.what.endsWith(u'.') && words.todo.endsWith(u'.') && !words.what.contains(u'%'), code);
        }
    }
};

MUSTER_TEST(TestEnrichTexts, QCoreApplication)

} // namespace tst_enrichtexts
#include "tst_enrichtexts.moc"
