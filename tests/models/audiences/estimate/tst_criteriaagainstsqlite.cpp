// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/audiencecount.h"
#include "models/audiences/estimate/contactcolumns.h"
#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace muster;

namespace tst_criteriaagainstsqlite {

using Op = CriteriaOperator;

namespace {

/// A cell or a value, and what it is apart from text: known from how it was made, not from reading it.
struct Thing
{
    QString text; ///< Null: none.
    QVariant number; ///< A double or qlonglong, if it is spelled as a number.
    bool isDay = false; ///< Begins with a day.
};

struct Field
{
    const char *name;
    Thing (*make)(QRandomGenerator &random);
    bool isNumeric = false; ///< All its cells are numbers.
};

template <std::size_t count>
QString oneOf(QRandomGenerator &random, const char *const (&words)[count])
{
    return QString::fromUtf8(words[random.bounded(int(count))]);
}

Thing region(QRandomGenerator &random)
{
    static constexpr const char *words[] = {"north",        "North",      "s\u00fc%d",   "o'neil", "a_b", "aXb",
                                            "\u65e5\u672c", "\"quoted\"", "back\\slash", "north ", "1.5", "2026-01-05"};
    const QString text = oneOf(random, words);
    return {text, text == QLatin1String("1.5") ? QVariant(1.5) : QVariant(), text == QLatin1String("2026-01-05")};
}

Thing note(QRandomGenerator &random)
{
    static constexpr const char *parts[] = {"ab", "B", "%", "_", "'", "\u00e9", "\u4e2d", " ", "x", "abab", "\\", "--"};
    QString text;
    for (int i = 0, count = random.bounded(1, 7); i < count; ++i)
        text += oneOf(random, parts);
    return {text, {}, false};
}

Thing revenue(QRandomGenerator &random)
{
    const int value = random.bounded(-50, 400);
    switch (random.bounded(4)) {
    case 0:
        return {QString::number(value), qlonglong(value)};
    case 1:
        return {QStringLiteral("%1.50").arg(value), QVariant(value < 0 ? value - 0.5 : value + 0.5)};
    case 2:
        return {QStringLiteral("%1e-2").arg(value), value / 100.0};
    default:
        return {QStringLiteral("%1.0").arg(value), double(value)};
    }
}

Thing account(QRandomGenerator &random)
{
    // Neighbours that share a double.
    const qlonglong value = 9'007'199'254'740'990 + random.bounded(12);
    return {QString::number(value), value};
}

Thing joined(QRandomGenerator &random)
{
    const QDate day = QDate(2025, 12, 20).addDays(random.bounded(40));
    return {day.toString(Qt::ISODate), {}, true};
}

Thing seen(QRandomGenerator &random)
{
    const Thing day = joined(random);
    switch (random.bounded(3)) {
    case 0:
        return day;
    case 1:
        return {day.text + QStringLiteral("T%1:00:00Z").arg(random.bounded(24), 2, 10, QLatin1Char('0')), {}, true};
    default:
        return {day.text + QStringLiteral(" at noon"), {}, false};
    }
}

Thing mixed(QRandomGenerator &random)
{
    switch (random.bounded(4)) {
    case 0:
        return {QStringLiteral("0%1").arg(random.bounded(100)), {}, false}; // no number as JSON spells one
    case 1:
        return region(random);
    default:
        return revenue(random);
    }
}

Thing active(QRandomGenerator &random)
{
    return {random.bounded(2) == 0 ? QStringLiteral("true") : QStringLiteral("false"), {}, false};
}

const Field fields[]
    = {{"region", region}, {"note", note},   {"revenue", revenue, true}, {"account", account, true}, {"joined", joined},
       {"seen", seen},     {"mixed", mixed}, {"active", active},         {"not_there", nullptr}};

/// One question, as our value and as SQL.
struct Question
{
    CriteriaQuestion ours;
    QStringList nodes; ///< SQL of every node in reading order; empty: it says nothing.
};

class Asker
{
public:
    explicit Asker(QRandomGenerator &random)
        : m_random(random)
    {
    }
    Question next()
    {
        m_question = {};
        const QString whole = group(m_question.ours.criteria, {}, 1);
        Q_ASSERT(whole == m_question.nodes.constFirst());
        return m_question;
    }

private:
    /// What it says to the group around it.
    QString group(CriteriaGroup &into, const CriteriaPath &path, int level)
    {
        into.join = m_random.bounded(2) == 0 ? CriteriaJoin::And : CriteriaJoin::Or;
        const qsizetype place = m_question.nodes.size();
        m_question.nodes.append(QString());
        QStringList members;
        for (int i = 0, count = m_random.bounded(10) == 0 ? 0 : m_random.bounded(1, 5); i < count; ++i) {
            const CriteriaPath way = path + CriteriaPath{i};
            CriteriaNode node;
            QString sql;
            if (level < 5 && m_random.bounded(3) == 0) {
                CriteriaGroup inner;
                sql = group(inner, way, level + 1);
                node.content = inner;
            } else {
                CriteriaCondition inner;
                sql = condition(inner);
                node.content = inner;
            }
            into.members.push_back(std::move(node));
            if (m_random.bounded(8) == 0)
                m_question.ours.muted.append(way);
            else if (!sql.isEmpty())
                members.append(sql);
        }
        const QString joined
            = members.join(into.join == CriteriaJoin::And ? QStringLiteral(" AND ") : QStringLiteral(" OR "));
        m_question.nodes[place] = members.isEmpty() ? QString() : u'(' + joined + u')';
        return m_question.nodes[place];
    }

    QString condition(CriteriaCondition &into)
    {
        const Field &field = fields[m_random.bounded(int(std::size(fields)))];
        const Field &other = fields[m_random.bounded(int(std::size(fields)))];
        into.field = QString::fromLatin1(field.name);
        into.op = Op(m_random.bounded(6));
        const auto make = m_random.bounded(4) > 0 && field.make != nullptr ? field.make
            : other.make != nullptr                                        ? other.make
                                                                           : note;
        Thing thing = make(m_random);
        const bool isPart = into.op == Op::Contains || into.op == Op::StartsWith;
        if (isPart && m_random.bounded(3) > 0) {
            const qsizetype from = into.op == Op::StartsWith ? 0 : m_random.bounded(int(thing.text.size()));
            thing = {thing.text.mid(from, m_random.bounded(1, 4)), {}, false};
        }
        into.value = thing.text;
        QString sql;
        if (m_random.bounded(12) == 0) {
            into.value = m_random.bounded(2) == 0;
            sql = yesOrNo(field, into.op, std::get<bool>(into.value));
        } else if (!thing.number.isNull() && m_random.bounded(2) == 0) {
            into.value = CriteriaNumber{thing.text.toLatin1()};
            sql = isPart ? QStringLiteral("NULL") : number(field, into.op, thing.number);
        } else {
            sql = text(field, into.op, thing);
        }
        // Of a field that nobody has nothing is known; an empty one matches not_equals and nothing else.
        if (field.make == nullptr)
            sql = QStringLiteral("NULL");
        else
            sql = QStringLiteral("CASE WHEN %1 IS NULL THEN %2 ELSE %3 END")
                      .arg(into.field, into.op == Op::NotEquals ? QStringLiteral("1") : QStringLiteral("0"), sql);
        m_question.nodes.append(u'(' + sql + u')');
        return m_question.nodes.constLast();
    }

    /// A literal: places in a text that stands in it several times would be bound several times.
    static QString literal(const QVariant &value)
    {
        if (value.userType() == QMetaType::LongLong)
            return value.toString();
        if (value.userType() == QMetaType::Double)
            return QString::number(value.toDouble(), 'e', 17);
        return u'\'' + value.toString().replace(u'\'', QStringLiteral("''")) + u'\'';
    }
    static QString like(const QString &text)
    {
        QString escaped;
        for (const QChar c : text) {
            if (c == u'%' || c == u'_' || c == u'\\')
                escaped += u'\\';
            escaped += c;
        }
        return escaped;
    }
    static QString sign(Op op)
    {
        return op == Op::Equals     ? QStringLiteral("=")
            : op == Op::NotEquals   ? QStringLiteral("<>")
            : op == Op::GreaterThan ? QStringLiteral(">")
                                    : QStringLiteral("<");
    }
    static bool isOrdering(Op op) { return op == Op::GreaterThan || op == Op::LessThan; }

    static QString yesOrNo(const Field &field, Op op, bool value)
    {
        if (op != Op::Equals && op != Op::NotEquals)
            return QStringLiteral("NULL");
        return QLatin1String(field.name) + sign(op) + (value ? QStringLiteral("'true'") : QStringLiteral("'false'"));
    }
    static QString number(const Field &field, Op op, const QVariant &value)
    {
        const QString compared = QLatin1String(field.name) + QStringLiteral("_number") + sign(op) + literal(value);
        if (isOrdering(op))
            return compared; // NULL where the cell is no number
        return QStringLiteral("coalesce(%1, %2)")
            .arg(compared, op == Op::NotEquals ? QStringLiteral("1") : QStringLiteral("0"));
    }
    static QString text(const Field &field, Op op, const Thing &value)
    {
        const QString name = QLatin1String(field.name);
        if (op == Op::Contains || op == Op::StartsWith) {
            const QString before = op == Op::Contains ? QStringLiteral("%") : QString();
            return QStringLiteral("%1 LIKE %2 ESCAPE '\\'")
                .arg(name, literal(QString(before + like(value.text) + u'%')));
        }
        if (!value.number.isNull() && (field.isNumeric || isOrdering(op)))
            return number(field, op, value.number);
        if (!isOrdering(op))
            return name + sign(op) + literal(value.text);
        return value.isDay ? name + QStringLiteral("_day") + sign(op) + literal(value.text) : QStringLiteral("NULL");
    }

    QRandomGenerator &m_random;
    Question m_question;
};

} // namespace

/// Thousands of random criteria, counted by us and by SQLite over the same contacts. SQL's three values are Kleene's.
class TestCriteriaAgainstSqlite : public QObject
{
    Q_OBJECT

private:
    void fill(QRandomGenerator &random, int rows);
    void ask(QRandomGenerator &random, int questions);

    QSqlDatabase m_database;
    SharedContactColumns m_contacts;

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void agrees_data();
    void agrees();
};

void TestCriteriaAgainstSqlite::initTestCase()
{
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("independent"));
    m_database.setDatabaseName(QStringLiteral(":memory:"));
    QVERIFY(m_database.open());
    QVERIFY(QSqlQuery(m_database).exec(QStringLiteral("PRAGMA case_sensitive_like = ON")));
}

void TestCriteriaAgainstSqlite::cleanupTestCase()
{
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(QStringLiteral("independent"));
}

void TestCriteriaAgainstSqlite::fill(QRandomGenerator &random, int rows)
{
    QStringList names, columns, places;
    for (const Field &field : fields) {
        if (field.make == nullptr)
            continue;
        const QString name = QString::fromLatin1(field.name);
        names.append(name);
        columns
            += {name + QStringLiteral(" TEXT"), name + QStringLiteral("_number"), name + QStringLiteral("_day TEXT")};
        places += {QStringLiteral("?"), QStringLiteral("?"), QStringLiteral("?")};
    }
    QSqlQuery query(m_database);
    QVERIFY(query.exec(QStringLiteral("DROP TABLE IF EXISTS contacts")));
    QVERIFY(query.exec(QStringLiteral("CREATE TABLE contacts(%1)").arg(columns.join(u','))));
    QVERIFY(m_database.transaction());
    QVERIFY(query.prepare(QStringLiteral("INSERT INTO contacts VALUES(%1)").arg(places.join(u','))));
    ContactColumnsBuilder builder(names);
    for (int row = 0; row < rows; ++row) {
        std::vector<std::string> cells;
        for (const Field &field : fields) {
            if (field.make == nullptr)
                continue;
            const Thing thing = random.bounded(7) == 0 ? Thing() : field.make(random);
            cells.push_back(thing.text.toStdString());
            query.addBindValue(thing.text.isNull() ? QVariant(QMetaType(QMetaType::QString)) : QVariant(thing.text));
            query.addBindValue(thing.number);
            query.addBindValue(thing.isDay ? QVariant(thing.text) : QVariant(QMetaType(QMetaType::QString)));
        }
        QVERIFY2(query.exec(), qPrintable(query.lastError().text()));
        QVERIFY(builder.append(std::vector<std::string_view>(cells.begin(), cells.end())));
    }
    QVERIFY(m_database.commit());
    m_contacts = builder.finish().value();
}

void TestCriteriaAgainstSqlite::ask(QRandomGenerator &random, int questions)
{
    ConditionCache cache(m_contacts);
    Asker asker(random);
    for (int i = 0; i < questions; ++i) {
        const Question question = asker.next();
        const auto count = countAudience(cache, question.ours, {});
        QVERIFY(count);
        QCOMPARE(count->nodes.size(), question.nodes.size());
        QStringList sums;
        for (const QString &node : question.nodes) {
            const QString sql = node.isEmpty() ? QStringLiteral("NULL") : node;
            sums += {QStringLiteral("sum(%1 IS TRUE)").arg(sql), QStringLiteral("sum(%1 IS NOT FALSE)").arg(sql)};
        }
        QSqlQuery query(m_database);
        const QString sql = QStringLiteral("SELECT %1 FROM contacts").arg(sums.join(u','));
        QVERIFY2(query.exec(sql) && query.next(), qPrintable(query.lastError().text() + u'\n' + sql));
        for (qsizetype node = 0; node < question.nodes.size(); ++node) {
            const CountBounds theirs{query.value(int(2 * node)).toLongLong(),
                                     query.value(int(2 * node + 1)).toLongLong()};
            const CountBounds &ours = count->nodes[node].matched;
            QVERIFY2(ours == theirs,
                     qPrintable(QStringLiteral("question %1, node %2: %3..%4, SQLite %5..%6\n%7")
                                    .arg(i)
                                    .arg(node)
                                    .arg(ours.lower)
                                    .arg(ours.upper)
                                    .arg(theirs.lower)
                                    .arg(theirs.upper)
                                    .arg(question.nodes[node])));
        }
    }
}

void TestCriteriaAgainstSqlite::agrees_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("questions");
    QTest::addRow("some contacts, many questions") << 611 << 3'000;
    QTest::addRow("three chunks of contacts") << 2 * int(ContactColumns::chunkRows) + 77 << 60;
    QTest::addRow("no more than a word") << 64 << 500;
}

void TestCriteriaAgainstSqlite::agrees()
{
    QFETCH(int, rows);
    QFETCH(int, questions);
    const quint32 seed = qEnvironmentVariableIsSet("MUSTER_SEED") ? quint32(qEnvironmentVariableIntValue("MUSTER_SEED"))
                                                                  : QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    fill(random, rows);
    if (!QTest::currentTestFailed())
        ask(random, std::max(questions / test::sampleEvery, 60));
}

MUSTER_TEST(TestCriteriaAgainstSqlite, QCoreApplication)

} // namespace tst_criteriaagainstsqlite
#include "tst_criteriaagainstsqlite.moc"
