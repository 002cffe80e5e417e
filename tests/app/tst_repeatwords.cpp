// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listsanitizecommand.h"
#include "app/headless/repeatcommand.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_repeatwords {

/// What `muster runs repeat` prints: words that come back as they were meant.
class TestRepeatWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void directivesComeBackFromTheirOptions_data();
    void directivesComeBackFromTheirOptions();
};

void TestRepeatWords::directivesComeBackFromTheirOptions_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<bool>("canBeSaid");
    QTest::newRow("as it is by itself") << 0 << true;
    QTest::newRow("all that options say") << 1 << true;
    QTest::newRow("a region column, every region, no line type") << 2 << true;
    QTest::newRow("a repair that no option says") << 3 << false;
    QTest::newRow("the most complete survives") << 4 << false;
    QTest::newRow("a region and a column") << 5 << false;
}

void TestRepeatWords::directivesComeBackFromTheirOptions()
{
    QFETCH(const int, which);
    QFETCH(const bool, canBeSaid);
    SanitizationDirective directive;
    directive.name = u"Any"_s;
    if (which == 1) {
        directive.defaultRegion = u"DE"_s;
        directive.regions = {u"DE"_s, u"AT"_s};
        directive.blockedTypes = typeBit(NumberType::Pager) | typeBit(NumberType::Uan);
        directive.region = DirectiveAction::Purge;
        directive.notInPlan = DirectiveAction::Skip;
        directive.missing = DirectiveAction::Purge;
        directive.survivor = SurvivorRule::Newest;
        directive.duplicate = DirectiveAction::Purge;
        directive.suppressionLists = {u"/a b/one.csv"_s, u"/two.csv"_s};
        directive.disposableLists = {u"/-three.csv"_s};
    } else if (which == 2) {
        directive.regionMember = u"country"_s;
        directive.regions.clear();
        directive.blockedTypes = 0;
        directive.survivor = SurvivorRule::FlagOnly;
    } else if (which == 3) {
        directive.damage = DirectiveAction::Fix;
    } else if (which == 4) {
        directive.survivor = SurvivorRule::MostComplete;
    } else if (which == 5) {
        directive.defaultRegion = u"DE"_s;
        directive.regionMember = u"country"_s;
    }
    const std::optional<QStringList> words = directiveWords(directive);
    QCOMPARE(words.has_value(), canBeSaid);
    if (!words)
        return;
    QList<QByteArray> all{"muster", "lists", "sanitize", "Leads"};
    for (const QString &word : *words)
        all.append(word.toUtf8());
    std::vector<char *> argv;
    for (QByteArray &word : all)
        argv.push_back(word.data());
    const ParsedCommandLine parsed = parseCommandLine(int(argv.size()), argv.data());
    QVERIFY(!parsed.exitCode);
    auto read = wantedDirective(parsed.commandLine.listsOptions, {});
    QVERIFY(read);
    read->name = directive.name;
    QVERIFY(*read == directive);
}

MUSTER_TEST(TestRepeatWords, QCoreApplication)

} // namespace tst_repeatwords
#include "tst_repeatwords.moc"
