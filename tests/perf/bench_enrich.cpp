// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_enrich [ROWS]: from a CSV file (1,000,000 rows of six columns unless said otherwise) to checked batches, with
// our feed and with what one would write down plainly: lines, QString::split(), QVariant, a QSet of ids. Both take
// turns in one run and have to agree. Prints the ratio of the processor time, by how much memory grew before the plain
// way had its first turn, and what a contact takes whose current values are kept; first, where MUSTER_FLAT_SIZES is
// set, what a row costs at each of these sizes.

#include "models/runs/enrich/send/batchsender.h"
#include "tests/perf/figures.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QVariantMap>
#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace muster;

namespace {

constexpr qsizetype batchSize = 300;

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

QByteArray idOf(qint64 row)
{
    return "11570002-7c1e-4b52-9d3a-" + QByteArray::number(row).rightJustified(12, '0');
}

void writeFile(const QString &path, qint64 rows)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        std::exit(1);
    file.write("id,tier,visits,value,newsletter,since\r\n");
    for (qint64 i = 0; i < rows; ++i)
        file.write(idOf(i) + (i % 10 == 0 ? ",," : ", gold ,") + QByteArray::number(i % 1000) + ','
                   + QByteArray::number(i % 5000) + ".50," + (i % 3 ? "true" : "false") + ",2024-05-17\r\n");
}

ListSchema schema()
{
    using enum ListAttributeType;
    return {QStringLiteral("list_1"),
            {{QStringLiteral("tier"), Text, {}},
             {QStringLiteral("visits"), Integer, {}},
             {QStringLiteral("value"), Decimal, {}},
             {QStringLiteral("newsletter"), Boolean, {}},
             {QStringLiteral("since"), Date, {}}}};
}

EnrichmentMapping mapping()
{
    EnrichmentMapping mapping;
    mapping.idColumn = QStringLiteral("id");
    for (const ListAttribute &attribute : schema().attributes) {
        FieldMapping field;
        field.attribute = attribute.name;
        field.source.columns = QStringList(attribute.name);
        if (attribute.type == ListAttributeType::Text)
            field.transforms = {TrimText()};
        mapping.fields.append(field);
    }
    return mapping;
}

struct Seen
{
    qint64 batches = 0, contacts = 0, values = 0;
    bool operator==(const Seen &) const = default;
};

Seen ours(const QString &path, qint64 rows)
{
    auto feed = RowFeed::open({path, {}}, mapping(), schema());
    if (!feed)
        std::exit(1);
    BatchFeed batches(*std::move(feed), std::make_shared<const ListSchema>(schema()),
                      std::vector<bool>(std::size_t(rows), true));
    Seen seen;
    for (;;) {
        const auto batch = batches.next({batchSize, 1'000'000});
        if (!batch)
            std::exit(1);
        if (batch->units.isEmpty())
            return seen;
        ++seen.batches;
        seen.contacts += qint64(batch->batch->contactCount());
        seen.values += qint64(batch->batch->valueCount());
    }
}

/// A cell as it would be sent; invalid: nothing, or it does not fit.
QVariant converted(const QString &cell, ListAttributeType type)
{
    const QString text = cell.trimmed();
    if (text.isEmpty() || text == u"null" || text == u"NULL" || text == u"N/A")
        return {};
    bool fits = true;
    QVariant value;
    switch (type) {
    case ListAttributeType::Text:
        return text;
    case ListAttributeType::Integer:
        value = text.toLongLong(&fits);
        break;
    case ListAttributeType::Decimal:
        value = text.toDouble(&fits);
        break;
    case ListAttributeType::Boolean:
        return text == u"true";
    case ListAttributeType::Date:
        return QDate::fromString(text, Qt::ISODate).toString(Qt::ISODate);
    }
    return fits ? value : QVariant();
}

Seen plain(const QString &path, qint64)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        std::exit(1);
    const QList<ListAttribute> attributes = schema().attributes;
    QSet<QString> ids;
    QList<QPair<QString, QVariantMap>> batch;
    Seen seen;
    const auto send = [&] {
        seen.batches += batch.isEmpty() ? 0 : 1;
        seen.contacts += batch.size();
        for (const auto &contact : std::as_const(batch))
            seen.values += contact.second.size();
        batch.clear();
    };
    (void)file.readLine();
    while (!file.atEnd()) {
        const QStringList cells = QString::fromUtf8(file.readLine()).trimmed().split(u',');
        if (cells.size() != 6 || ids.contains(cells[0]))
            continue;
        ids.insert(cells[0]);
        QVariantMap values;
        for (qsizetype i = 0; i < attributes.size(); ++i) {
            if (const QVariant value = converted(cells[i + 1], *attributes[i].type); value.isValid())
                values.insert(attributes[i].name, value);
        }
        if (!values.isEmpty())
            batch.append({cells[0], values});
        if (batch.size() == batchSize)
            send();
    }
    send();
    return seen;
}

template <typename Way>
double timed(Way way, const QString &path, qint64 rows, Seen &seen)
{
    const double begin = cpuSeconds();
    seen = way(path, rows);
    return cpuSeconds() - begin;
}

double bytesPerContact(qint64 contacts)
{
    ContactValues values(schema(), {QStringLiteral("tier"), QStringLiteral("visits")});
    for (qint64 i = 0; i < contacts; ++i) {
        const QByteArray id = idOf(i);
        values.add({id.constData(), std::size_t(id.size())},
                   R"("phone":"+12015550123","firstName":"Zoe","tier":"gold","visits":123,"value":1.50)");
    }
    return double(values.bytes()) / double(contacts);
}

} // namespace

int main(int argc, char **argv)
{
    const qint64 rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("crm.csv"));
    perf::reportFlatness("enrichment, from CSV to batches", perf::flatSizes(), [&path](std::int64_t records) {
        writeFile(path, records);
        return perf::costApart([&] { return perf::costOf([&] { return ours(path, records); }); });
    });
    writeFile(path, rows);
    const perf::MemoryGrowth growth;
    Seen one, other;
    ours(path, rows); // the file comes into memory
    const double grown = growth.mebibytes();
    std::vector<double> mine, plainly;
    for (int round = 0; round < 3; ++round) {
        mine.push_back(timed(ours, path, rows, one));
        plainly.push_back(timed(plain, path, rows, other));
    }
    if (one != other || one.contacts != rows) {
        std::fprintf(stderr, "The two ways do not agree.\n");
        return 1;
    }
    std::sort(mine.begin(), mine.end());
    std::sort(plainly.begin(), plainly.end());
    std::printf("%lld rows, %lld batches: %.2f million rows/s; the plain way's memory grew by %.1f MiB\n",
                static_cast<long long>(rows), static_cast<long long>(one.batches), double(rows) / mine[1] / 1e6,
                growth.mebibytes());
    perf::report({.name = "enrichment, from CSV to batches",
                  .unit = "ns a row",
                  .ours = mine[1] / double(rows) * 1e9,
                  .reference = "QString::split and QVariant",
                  .theirs = plainly[1] / double(rows) * 1e9,
                  .memory = grown});
    std::printf("current values of two attributes: %.0f bytes a contact\n",
                bytesPerContact(std::min(rows, 1'000'000ll)));
    return 0;
}
