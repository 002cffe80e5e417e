// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listbench.h"
#include "models/lists/contactorder.h"
#include "models/lists/contactviewmaker.h"
#include "models/lists/textcolumn.h"
#include "models/rules/numbers/numberengine.h"
#include "tests/support/contactpages.h"
#include "tests/support/recordpages.h"

#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <algorithm>
#include <numeric>

using namespace muster;
using namespace muster::test;

namespace tst_contactview {
using By = ContactSortKey::By;
using Row = ContactTable::Row;

class TestContactView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void sortsTextsOfAllKinds_data();
    void sortsTextsOfAllKinds();
    void findsPartsOfTexts_data();
    void findsPartsOfTexts();
    void findsWhatALookAtEachTextFinds();
    void searchesTheNumberThatIsMeant();
    void searchesDigitsAsALookAtEachRowDoes();
    void usesAKeptOrder();
    void filtersByWhatAPersonDecided();
    void filtersByWhatOtherDirectivesWouldChange();
    void comparesWithWhatAPersonDecided();
    void stopsWhenAsked();
    void namesItsScope();
};

namespace {

JudgedContacts judged(const std::vector<PlainContact> &contacts)
{
    ContactTable table;
    for (std::size_t first = 0; first < contacts.size(); first += 1'000)
        table.append(*contactPage(contacts, first, 1'000));
    JudgedContacts list;
    list.answers = ContactAnswers::make(table.snapshot(), {.defaultRegion = QStringLiteral("US")}, {}, {});
    const ListJudge judge({}, NumberEngine::shared().regions());
    auto judgements = std::make_shared<ClassJudgements>();
    for (const ContactClass &found : list.answers->classes())
        judgements->push_back(judge.judge(found.code, found.findings, found.facts));
    list.judgements = std::move(judgements);
    return list;
}

std::vector<Row> allRows(const JudgedContacts &list)
{
    std::vector<Row> rows(list.rowCount());
    std::iota(rows.begin(), rows.end(), Row(0));
    return rows;
}

/// The library's sort with one comparison, equal ones by row.
template <typename Less>
std::vector<Row> naively(std::vector<Row> rows, bool isDescending, const Less &less)
{
    std::sort(rows.begin(), rows.end(), [&](Row a, Row b) {
        if (isDescending ? less(b, a) : less(a, b))
            return true;
        return !(isDescending ? less(a, b) : less(b, a)) && a < b;
    });
    return rows;
}

std::string folded(std::string_view text)
{
    std::string small(text);
    for (char &c : small)
        c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    return small;
}

/// Makes a list of these first names and gives the rows that the search finds.
std::vector<Row> found(const std::vector<std::string> &names, const QString &search)
{
    std::vector<PlainContact> contacts(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        contacts[i].id = "-" + std::to_string(i) + "-";
        contacts[i].firstName = names[i];
    }
    ContactFilter filter;
    filter.search = search;
    return filterContacts(judged(contacts), filter, {});
}

} // namespace

void TestContactView::sortsByEveryColumn_data()
{
    QTest::addColumn<int>("by");
    QTest::addColumn<bool>("isDescending");
    const std::pair<const char *, By> columns[] = {
        {"list order", By::ListOrder}, {"phone", By::Phone},   {"new number", By::NewNumber},
        {"region", By::Region},        {"line", By::LineType}, {"verdict", By::Verdict},
        {"reasons", By::Reasons},      {"id", By::ContactId},  {"dictionary", By::Member},
    };
    for (const auto &[name, by] : columns) {
        QTest::newRow(name) << int(by) << false;
        QTest::newRow(qPrintable(QString::fromLatin1(name) + QStringLiteral(", descending"))) << int(by) << true;
    }
}

void TestContactView::sortsByEveryColumn()
{
    QFETCH(int, by);
    QFETCH(bool, isDescending);
    static const JudgedContacts made = judged(ContactMaker(31).many(36'000)); // once for all columns
    JudgedContacts list = made;
    auto overrides = std::make_shared<ContactOverrides>();
    const std::vector<Row> decided = {0, 7, 20'000, 35'999};
    QVERIFY(overrides->set(decided, ContactOverrides::Decision{ListVerdict::Review, QStringLiteral("x")}));
    list.overrides = overrides;
    std::vector<Row> rows = allRows(list);
    const std::vector<Row> before = rows;
    QVERIFY(sortContacts(list, {By(by), 0, isDescending}, rows, {}));
    const auto less = [&](Row a, Row b) {
        const ContactTable::Snapshot &contacts = list.contacts();
        const ContactReading readA = list.answers->reading(a), readB = list.answers->reading(b);
        const ListJudge::Judgement judgedA = list.judgement(a), judgedB = list.judgement(b);
        const auto first = [](ContactReasons reasons) { return reasons == 0 ? 0 : std::countr_zero(reasons) + 1; };
        switch (By(by)) {
        case By::ListOrder:
            return a < b;
        case By::Phone:
            return folded(contacts.phone(a)) < folded(contacts.phone(b));
        case By::NewNumber:
            return list.newNumber(a) < list.newNumber(b);
        case By::Region:
            return regionOf(readA.code) < regionOf(readB.code);
        case By::LineType:
            return lineTypeOf(readA.code, readA.facts) < lineTypeOf(readB.code, readB.facts);
        case By::Verdict:
            return judgedA.verdict < judgedB.verdict;
        case By::Reasons:
            return std::pair(first(judgedA.reasons), judgedA.reasons)
                < std::pair(first(judgedB.reasons), judgedB.reasons);
        case By::ContactId:
            return contacts.id(a) < contacts.id(b);
        case By::Member:
            break;
        }
        return folded(contacts.member(a, 0)) < folded(contacts.member(b, 0));
    };
    QVERIFY(rows == naively(before, isDescending, less));
}

void TestContactView::sortsTextsOfAllKinds_data()
{
    QTest::addColumn<QString>("alphabet");
    QTest::addColumn<QString>("start");
    QTest::newRow("four bits") << QStringLiteral("0123456789+- ") << QString();
    QTest::newRow("a common start") << QStringLiteral("01") << QStringLiteral("2026-01-01T00:00:");
    QTest::newRow("five bits") << QStringLiteral("0123456789abcdefABCDEF-+()") << QString();
    QTest::newRow("six bits") << QStringLiteral("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 .") << QString();
    QTest::newRow("any") << QStringLiteral("äöüß€😀aAzZ0123456789!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~ bcdefghijklmnopqrst")
                         << QString();
    QTest::newRow("long runs of equals") << QStringLiteral("a") << QString(40, QLatin1Char('b'));
}

void TestContactView::sortsTextsOfAllKinds()
{
    QFETCH(QString, alphabet);
    QFETCH(QString, start);
    std::mt19937 random(7);
    std::vector<PlainContact> contacts(20'000);
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        QString text = start;
        for (std::size_t length = random() % 40; length > 0; --length)
            text += alphabet[qsizetype(random() % quint32(alphabet.size()))];
        contacts[i].id = "c" + std::to_string(i);
        contacts[i].phone = text.toUtf8().toStdString(); // halves of surrogates become question marks
    }
    const JudgedContacts list = judged(contacts);
    for (const bool isDescending : {false, true}) {
        std::vector<Row> rows = allRows(list);
        QVERIFY(sortContacts(list, {By::Phone, 0, isDescending}, rows, {}));
        QVERIFY(rows == naively(allRows(list), isDescending, [&](Row a, Row b) {
                    return folded(list.contacts().phone(a)) < folded(list.contacts().phone(b));
                }));
    }
}

void TestContactView::findsPartsOfTexts_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("search");
    QTest::addColumn<QList<int>>("expected");
    const auto u = [](const char *utf8) { return QString::fromUtf8(utf8); };
    const QStringList names = {u("Anna"), u("anNA B"), u("Ann"), u("a"), u(""), u("MÜLLER"), u("müller"), u("Straße")};
    QTest::newRow("case") << names << u("ANNA") << QList<int>{0, 1};
    QTest::newRow("one letter") << names << u("b") << QList<int>{1};
    QTest::newRow("not over two texts") << QStringList{u("ab"), u("cd"), u("bc")} << u("bc") << QList<int>{2};
    QTest::newRow("letters of two bytes") << names << u("ü") << QList<int>{5, 6};
    QTest::newRow("as written where forms differ in length") << names << u("ß") << QList<int>{7};
    QTest::newRow("not half of one form, half of another")
        << QStringList{u("Ѡ"), u("р"), u("Р")} << u("р") << QList<int>{1, 2};
    QTest::newRow("at the very end") << QStringList{u("x"), u("xyz")} << u("yz") << QList<int>{1};
    QTest::newRow("longer than everything") << names << QString(3'000, QLatin1Char('a')) << QList<int>();
    QTest::newRow("id") << names << u("-3-") << QList<int>{3};
    QTest::newRow("quotes and stars are letters") << QStringList{u("a*b"), u("ab")} << u("a*b") << QList<int>{0};
}

void TestContactView::findsPartsOfTexts()
{
    QFETCH(QStringList, names);
    QFETCH(QString, search);
    QFETCH(QList<int>, expected);
    std::vector<std::string> texts;
    for (const QString &name : names)
        texts.push_back(name.toStdString());
    std::vector<Row> wanted(expected.begin(), expected.end());
    QVERIFY(found(texts, search) == wanted);
    // The same far behind, where a chunk is packed and scanned in blocks.
    texts.insert(texts.begin(), ContactChunk::capacity - 3, "%");
    for (Row &row : wanted)
        row += ContactChunk::capacity - 3;
    if (search != QStringLiteral("-3-"))
        QVERIFY(found(texts, search) == wanted);
}

/// Arenas of all sizes around those of the blocks that are looked at together, and parts of all lengths.
void TestContactView::findsWhatALookAtEachTextFinds()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    const auto letters = [&random](int most) {
        static const std::string some = "aAbB55 -";
        std::string text;
        for (int size = random.bounded(most + 1); size > 0; --size)
            text += some[std::size_t(random.bounded(int(some.size())))];
        return text;
    };
    int hits = 0;
    for (int round = 0; round < 4'000 / sampleEvery; ++round) {
        const auto count = std::uint32_t(random.bounded(1, 40));
        TextBuilder builder(count);
        std::vector<std::string> texts;
        for (std::uint32_t i = 0; i < count; ++i) {
            texts.push_back(letters(20));
            builder.append(texts.back());
        }
        std::string part = letters(6);
        if (part.empty())
            part = "5";
        std::vector<unsigned char> found(count);
        TextSearch(QString::fromStdString(part)).mark(builder.column(), count, found.data());
        for (std::uint32_t i = 0; i < count; ++i) {
            const bool isThere = folded(texts[i]).find(folded(part)) != std::string::npos;
            hits += isThere;
            QVERIFY2(bool(found[i]) == isThere, qPrintable(QStringLiteral("seed %1, round %2").arg(seed).arg(round)));
        }
    }
    QVERIFY(hits > 1'000 / sampleEvery);
}

void TestContactView::searchesTheNumberThatIsMeant()
{
    std::vector<PlainContact> contacts(4);
    contacts[0] = {"a", "(201) 555-0100", "", "", ""};
    contacts[1] = {"b", "+12015550101", "", "", ""};
    contacts[2] = {"c", "+44 20 7946 0958", "", "", ""};
    contacts[3] = {"d", "+8835110123456789", "", "", ""}; // may be longer than sixteen digits
    const JudgedContacts list = judged(contacts);
    const auto rows = [&list](const char *search) {
        ContactFilter filter;
        filter.search = QLatin1String(search);
        return filterContacts(list, filter, {});
    };
    QVERIFY((rows("2015550100") == std::vector<Row>{0}));
    QVERIFY((rows("+1201555") == std::vector<Row>{0, 1}));
    QVERIFY((rows("442079460958") == std::vector<Row>{2}));
    QVERIFY((rows("2079 460") == std::vector<Row>{})); // is no number and stands nowhere
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        const std::uint64_t e164 = list.answers->e164(Row(i));
        if (e164 != 0 && e164 != NumberVerdict::doesNotFit)
            QVERIFY((rows(unpackE164(e164).c_str()) == std::vector<Row>{Row(i)}));
    }
}

void TestContactView::searchesDigitsAsALookAtEachRowDoes()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    const std::vector<PlainContact> contacts = ContactMaker(seed).many(36'003);
    // Answers that were made while the list came and then completed.
    ContactTable table;
    std::shared_ptr<const ContactAnswers> answers;
    for (std::size_t first = 0; first < contacts.size(); first += 1'000) {
        table.append(*contactPage(contacts, first, 1'000));
        if (first % 7'000 == 0)
            answers = ContactAnswers::make(table.snapshot(), {.defaultRegion = QStringLiteral("US")}, answers, {});
    }
    JudgedContacts list;
    list.answers = ContactAnswers::make(table.snapshot(), {.defaultRegion = QStringLiteral("US")}, answers, {});
    auto judgements = std::make_shared<ClassJudgements>(list.answers->classes().size());
    list.judgements = std::move(judgements);
    const ContactTable::Snapshot &shown = list.contacts();
    for (int round = 0; round < 60 / sampleEvery; ++round) {
        const auto row = Row(random.bounded(int(list.rowCount())));
        const std::uint64_t e164 = list.answers->e164(row);
        const bool isNumber = e164 != 0 && e164 != NumberVerdict::doesNotFit;
        const std::string source = isNumber ? unpackE164(e164) : std::string(shown.phone(row));
        const auto begin = std::size_t(random.bounded(int(source.size()) + 1)); // some have no number
        std::string part = source.substr(begin, std::size_t(random.bounded(1, 9)));
        if (part.find_first_not_of("+0123456789") != std::string::npos || part.empty() || part == "+")
            part = std::to_string(round);
        std::vector<Row> expected;
        for (Row other = 0; other < list.rowCount(); ++other) {
            const auto holds = [&part](std::string_view text) { return text.find(part) != std::string_view::npos; };
            const std::uint64_t number = list.answers->e164(other);
            bool isThere = holds(shown.id(other)) || holds(shown.phone(other))
                || (number != 0 && number != NumberVerdict::doesNotFit && holds(unpackE164(number)));
            for (int member = 0; member < shown.members().size(); ++member)
                isThere = isThere || holds(shown.member(other, member));
            if (isThere)
                expected.push_back(other);
        }
        ContactFilter filter;
        filter.search = QString::fromStdString(part);
        const QString told = QStringLiteral("seed %1, search %2").arg(seed).arg(filter.search);
        QVERIFY2(filterContacts(list, filter, {}) == expected, qPrintable(told));
    }
}

void TestContactView::usesAKeptOrder()
{
    ViewOrder order{.list = judged(ContactMaker(33).many(20'000)), .sort = {By::ContactId, 0, true}};
    const auto whole = makeView(order, {});
    QVERIFY(whole->kept.rows);
    QVERIFY(!whole->view.isAscending);
    order.kept = whole->kept;
    order.filter.search = QStringLiteral("ba");
    const auto kept = makeView(order, {});
    order.kept = {};
    const auto anew = makeView(order, {});
    QVERIFY(*kept->view.order == *anew->view.order);
    QVERIFY(!kept->view.order->empty());
    QCOMPARE(kept->kept.rows, whole->kept.rows);
    for (Row place = 0; place < anew->view.size(); ++place)
        QCOMPARE(anew->view.placeOf(anew->view.rowAt(place)), place);
}

void TestContactView::filtersByWhatAPersonDecided()
{
    JudgedContacts list = judged(ContactMaker(34).many(20'000));
    ContactFilter filter;
    filter.reasons = {ListReason::Overridden};
    QVERIFY(filterContacts(list, filter, {}).empty());
    auto overrides = std::make_shared<ContactOverrides>();
    const std::vector<Row> decided = {5, 17'000};
    QVERIFY(overrides->set(decided, ContactOverrides::Decision{ListVerdict::Review, {}}));
    list.overrides = overrides;
    QVERIFY(filterContacts(list, filter, {}) == decided);
    filter.search = QString::fromStdString(std::string(list.contacts().id(17'000)));
    QVERIFY((filterContacts(list, filter, {}) == std::vector<Row>{17'000}));
    filter.invertReasons = true;
    QVERIFY(filterContacts(list, filter, {}).empty());
    // A copy does not change what it was made from.
    ContactOverrides copy = *overrides;
    QVERIFY(copy.set(decided, std::nullopt));
    QVERIFY(copy.isEmpty());
    QCOMPARE(overrides->count(), 2u);
}

void TestContactView::stopsWhenAsked()
{
    const ViewOrder order{.list = judged(ContactMaker(35).many(5'000)), .sort = {By::ContactId, 0, false}};
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(makeView(order, stop.get_token()), nullptr);
    QCOMPARE(ContactAnswers::make(order.list.answers->contacts(), {}, {}, stop.get_token()), nullptr);
}

void TestContactView::namesItsScope()
{
    ContactFilter filter;
    QVERIFY(filter.isEmpty());
    QCOMPARE(filter.key(), QStringLiteral("all"));
    filter.verdicts = {ListVerdict::Purge, ListVerdict::Fix};
    filter.regions = {QStringLiteral("GB"), QString()};
    filter.invertRegions = true;
    filter.onlyChanges = true;
    filter.search = QStringLiteral("+12015550100");
    QVERIFY(!filter.isEmpty());
    QCOMPARE(filter.key(), QStringLiteral("verdict=fix,purge;region!=GB,none;changes;search"));
}

void TestContactView::filtersByWhatOtherDirectivesWouldChange()
{
    Bench bench(15, 20'000);
    bench.judge(american());
    SanitizationDirective other = american();
    other.defaultRegion = QStringLiteral("GB");
    other.invalid = DirectiveAction::Flag;
    QSignalSpy compared(&bench.workbench, &ListWorkbench::compared);
    bench.workbench.compareWith(other);
    QTRY_COMPARE_WITH_TIMEOUT(compared.count(), 1, patience);
    const auto moves = compared[0][0].value<SharedMoves>();
    VerdictMoves::Counts expected{};
    QStringList moved, toReview;
    const Naive now(bench.contacts, american()), then(bench.contacts, other);
    for (std::size_t i = 0; i < now.rows.size(); ++i) {
        const ListVerdict from = now.rows[i].judged.verdict, to = then.rows[i].judged.verdict;
        ++expected[std::size_t(from)][std::size_t(to)];
        const QString id = QString::fromStdString(now.rows[i].contact.id);
        if (from != to)
            moved << id;
        if (from == ListVerdict::Purge && to == ListVerdict::Review)
            toReview << id;
    }
    QCOMPARE(moves->counts(), expected);
    QCOMPARE(moves->moved(), moved.size());
    QCOMPARE(bench.workbench.directive(), american());
    // And which contacts they are.
    QVERIFY(!toReview.isEmpty() && toReview.size() < moved.size());
    ContactFilter filter;
    filter.moved = {moves, {}};
    bench.filter(filter);
    QCOMPARE(bench.ids(), moved);
    filter.moved.fromTo = {ListVerdict::Purge, ListVerdict::Review};
    bench.filter(filter);
    QCOMPARE(bench.ids(), toReview);
    QCOMPARE(bench.plan(true)->get()->header.scope, QStringLiteral("moved=purge>review"));
    bench.read(bench.contacts); // another list was not compared
    QVERIFY(!bench.workbench.filter().moved.moves);
    QCOMPARE(bench.ids().size(), qsizetype(bench.contacts.size()));
}

void TestContactView::comparesWithWhatAPersonDecided()
{
    Bench bench;
    bench.judge(american());
    bench.read({{"fix", "(201) 555-0100", "Ba", "US", ""}, {"bad", "12", "Re", "US", ""}});
    QVERIFY(bench.decide(0, 0, ListVerdict::Fix));
    QVERIFY(bench.decide(1, 1, ListVerdict::Review));
    SanitizationDirective other = american();
    other.reformat = DirectiveAction::Flag; // would leave the first to a person, who has decided already
    QSignalSpy compared(&bench.workbench, &ListWorkbench::compared);
    bench.workbench.compareWith(other);
    QTRY_COMPARE_WITH_TIMEOUT(compared.count(), 1, patience);
    QCOMPARE(compared[0][0].value<SharedMoves>()->moved(), 0);
}

MUSTER_TEST(TestContactView, QCoreApplication)

} // namespace tst_contactview
#include "tst_contactview.moc"
