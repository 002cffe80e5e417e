// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/cellrepairs.h"

#include "models/rules/enrich/columnprofile.h"
#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/rowchecker.h"
#include "network/wire/mapped.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <span>

using namespace Qt::StringLiterals;

namespace muster {

namespace {

// Signs, ISO 4217 codes that customers' amounts are written with, and the words of their everyday.
const QString currencyWords
    = u"(?:(?:US|CA|AU|NZ|HK|MX|R)?\\$|\\p{Sc}|USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|CNY|INR|BRL|MXN|ARS|CLP|COP|PEN|ZAR|SEK|"
      "NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|ILS|AED|SAR|SGD|HKD|KRW|Euros?|Dollars?|Fr\\.?|kr\\.?|zł|Kč|Ft|lei)"_s;
const QString clock = u"\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?"_s;
const QString zone = u"(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})"_s;

const ReplacePattern withoutCurrency{
    u"(?i)^\\s*([-+]?)\\s*"_s + currencyWords + u"\\s*|\\s*"_s + currencyWords + u"\\s*$"_s, u"\\1"_s};
const ReplacePattern withoutPercent{u"\\s*%\\s*$"_s, {}};
const ReplacePattern withoutTime{u"(?i)[T\\s]\\s*"_s + clock + u"\\s*(?:[AP]\\.?\\s?M\\.?)?\\s*"_s + zone + u"?\\s*$"_s,
                                 {}};

struct Candidate
{
    CellRepair::Kind kind;
    QList<FieldTransform> steps;
};

void addNumbers(QList<Candidate> &candidates, CellRepair::Kind kind, const QList<FieldTransform> &before)
{
    QList<ReadNumber> forms = commonNumberForms();
    forms += {{u"."_s, u"'"_s}, {u"."_s, u"\u2019"_s}, {u"."_s, u" "_s}};
    for (const ReadNumber &form : std::as_const(forms))
        candidates.append({kind, before + QList<FieldTransform>{form}});
}

void addDates(QList<Candidate> &candidates, CellRepair::Kind kind, const QList<FieldTransform> &before)
{
    candidates.append({kind, before}); // year-month-day as it is sent
    QStringList forms = commonDateForms();
    forms += {u"d. MMMM yyyy"_s, u"d MMMM yyyy"_s, u"MMM d, yyyy"_s, u"MMMM d, yyyy"_s, u"d-MMM-yyyy"_s, u"d-MMM-yy"_s};
    for (const QString &form : std::as_const(forms))
        candidates.append({kind, before + QList<FieldTransform>{ReadDate{form, {}}}});
}

void addWords(QList<Candidate> &candidates)
{
    candidates.append({CellRepair::Kind::YesNo, {ReadBoolean{{u"on"_s}, {u"off"_s}}}});
    const QList<YesNoWords> languages = yesNoWordsOfLanguages();
    for (const YesNoWords &words : languages)
        candidates.append({CellRepair::Kind::YesNo, {ReadBoolean{words.yes, words.no}}});
}

QList<Candidate> candidatesFor(ListAttributeType type, const FieldMapping &field)
{
    QList<Candidate> candidates;
    const bool refusesOnPurpose = std::ranges::any_of(field.transforms, [](const FieldTransform &step) {
        const auto *table = std::get_if<ValueTable>(&step);
        return table != nullptr && table->unlisted == ValueTable::Unlisted::Refuse;
    });
    // Any cell is a text: whatever the steps refuse there, they refuse on purpose.
    if (!field.transforms.isEmpty() && type != ListAttributeType::Text && !refusesOnPurpose)
        candidates.append({CellRepair::Kind::AsItStands, {}});
    switch (type) {
    case ListAttributeType::Integer:
    case ListAttributeType::Decimal:
        addNumbers(candidates, CellRepair::Kind::Number, {});
        addNumbers(candidates, CellRepair::Kind::Percent, {withoutPercent});
        addNumbers(candidates, CellRepair::Kind::Currency, {withoutCurrency});
        break;
    case ListAttributeType::Date:
        addDates(candidates, CellRepair::Kind::Date, {});
        addDates(candidates, CellRepair::Kind::TimeOfDay, {withoutTime});
        break;
    case ListAttributeType::Boolean:
        addWords(candidates);
        break;
    case ListAttributeType::Text:
        break;
    }
    return candidates;
}

/// What steps make of each cell; the empty text: it does not fit, or nothing is left of it.
QList<QByteArray> resultsOf(const QList<FieldTransform> &steps, EnrichmentMapping mapping, const ListSchema &schema,
                            const std::vector<std::string> &cells)
{
    static const QString column = u"cell"_s;
    FieldMapping &field = mapping.fields.first();
    field.source = {{column}, std::nullopt};
    field.transforms = steps;
    field.alternatives.clear();
    QList<QByteArray> results(qsizetype(cells.size()));
    const MappingCompilation compiled = compileField(mapping, 0, {{column}}, schema);
    if (!compiled.mapping)
        return results;
    RowChecker checker(compiled.mapping);
    CheckedRow row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view cell = cells[i];
        checker.check({std::span(&cell, 1), 0}, row);
        if (!row.values().empty()) {
            const std::string_view value = row.text(row.values().front());
            results[qsizetype(i)] = QByteArray(value.data(), qsizetype(value.size()));
        }
    }
    return results;
}

struct Tried
{
    CellRepair repair;
    QList<QByteArray> results; ///< One a cell.
};

/// Whether there is nothing that only `one` can do: whatever it makes fit, `other` makes fit as well, and either to the
/// same or, by what it does besides, more credibly.
bool isUnneeded(const Tried &one, const Tried &other)
{
    for (qsizetype i = 0; i < one.results.size(); ++i) {
        if (!one.results[i].isEmpty() && other.results[i].isEmpty())
            return false;
    }
    return other.repair.cells > one.repair.cells || one.results == other.results;
}

bool contradict(const Tried &one, const Tried &other)
{
    for (qsizetype i = 0; i < one.results.size(); ++i) {
        if (!one.results[i].isEmpty() && !other.results[i].isEmpty() && one.results[i] != other.results[i])
            return true;
    }
    return false;
}

void markAmbiguous(std::vector<Tried> &kept)
{
    for (std::size_t i = 0; i < kept.size(); ++i) {
        for (std::size_t other = i + 1; other < kept.size(); ++other) {
            if (contradict(kept[i], kept[other]))
                kept[i].repair.isAmbiguous = kept[other].repair.isAmbiguous = true;
        }
    }
}

std::vector<Tried> neededOf(std::vector<Tried> tried)
{
    std::multimap<qint64, Tried *, std::greater<>> ranked; // equal ones as they were
    for (Tried &one : tried)
        ranked.emplace(one.repair.cells, &one);
    std::vector<Tried> kept;
    for (const auto &[cells, place] : ranked) {
        Tried &one = *place;
        if (cells > 0 && std::ranges::none_of(kept, [&one](const Tried &other) { return isUnneeded(one, other); }))
            kept.push_back(std::move(one));
    }
    markAmbiguous(kept);
    return kept;
}

/// Whether steps read a cell otherwise that fits already.
bool isDoubtful(const QList<FieldTransform> &steps, const EnrichmentMapping &alone, const ListSchema &schema,
                const QList<UnfitCells::Fitting> &fitting)
{
    std::vector<std::string> cells;
    for (const UnfitCells::Fitting &cell : fitting)
        cells.push_back(cell.text.toStdString());
    const QList<QByteArray> results = resultsOf(steps, alone, schema, cells);
    for (qsizetype i = 0; i < fitting.size(); ++i) {
        if (!results[i].isEmpty() && results[i] != fitting[i].value)
            return true;
    }
    return false;
}

QList<CellRepair> repairsOf(const FieldMapping &field, ListAttributeType type, const EnrichmentMapping &mapping,
                            const ListSchema &schema, const UnfitCells &of)
{
    const QList<UnfitCells::Cell> &unfit = of.cells;
    EnrichmentMapping alone = mapping;
    alone.fields = {field};
    std::vector<std::string> cells;
    for (const UnfitCells::Cell &cell : unfit)
        cells.push_back(cell.text.toStdString());
    std::vector<Tried> tried;
    const QList<Candidate> candidates = candidatesFor(type, field);
    for (const Candidate &candidate : candidates) {
        Tried one{{.attribute = field.attribute, .kind = candidate.kind, .steps = candidate.steps},
                  resultsOf(candidate.steps, alone, schema, cells)};
        for (qsizetype i = 0; i < unfit.size(); ++i) {
            if (one.results[i].isEmpty())
                continue;
            one.repair.cells += unfit[i].count;
            if (one.repair.examples.size() < CellRepair::maxExamples)
                one.repair.examples.append({unfit[i].text, QString::fromUtf8(one.results[i])});
        }
        tried.push_back(std::move(one));
    }
    QList<CellRepair> repairs;
    for (Tried &one : neededOf(std::move(tried))) {
        one.repair.isDoubtful = isDoubtful(one.repair.steps, alone, schema, of.fitting);
        repairs.append(std::move(one.repair));
    }
    return repairs;
}

} // namespace

QList<CellRepair> proposeRepairs(const EnrichmentMapping &mapping, const ListSchema &schema,
                                 const QList<UnfitCells> &unfit)
{
    std::multimap<qint64, CellRepair, std::greater<>> ranked; // equal ones in the order of the fields
    for (const UnfitCells &one : unfit) {
        const auto field = std::ranges::find(mapping.fields, one.attribute, &FieldMapping::attribute);
        const auto index = schema.indexOf(one.attribute);
        if (field == mapping.fields.cend() || !index || field->alternatives.size() >= MappingLimits::alternatives)
            continue;
        const auto type = schema.attributes[qsizetype(*index)].type;
        for (const CellRepair &repair : type ? repairsOf(*field, *type, mapping, schema, one) : QList<CellRepair>())
            ranked.emplace(repair.cells, repair);
    }
    return mapped(ranked, [](const auto &entry) { return entry.second; });
}

namespace {

/// The repairs that begin with an expression.
struct RepairExpression
{
    CellRepair::Kind kind;
    const char *word;
    const ReplacePattern &replace;
};
const std::array repairExpressions{RepairExpression{CellRepair::Kind::Currency, "without_currency", withoutCurrency},
                                   RepairExpression{CellRepair::Kind::Percent, "without_percent", withoutPercent},
                                   RepairExpression{CellRepair::Kind::TimeOfDay, "without_time", withoutTime}};

const RepairExpression *expressionOf(const ReplacePattern &replace)
{
    const auto *found = std::ranges::find_if(
        repairExpressions, [&replace](const RepairExpression &one) { return one.replace == replace; });
    return found == repairExpressions.end() ? nullptr : found;
}

} // namespace

std::optional<CellRepair::Kind> repairKindOf(const ReplacePattern &replace)
{
    const RepairExpression *found = expressionOf(replace);
    return found ? std::optional(found->kind) : std::nullopt;
}

QString repairWord(const ReplacePattern &replace)
{
    const RepairExpression *found = expressionOf(replace);
    return found ? QString::fromLatin1(found->word) : QString();
}

std::optional<ReplacePattern> repairOfWord(const QString &word)
{
    const auto *found = std::ranges::find_if(
        repairExpressions, [&word](const RepairExpression &one) { return word == QLatin1String(one.word); });
    return found == repairExpressions.end() ? std::nullopt : std::optional(found->replace);
}

FieldMapping withRepair(FieldMapping field, const QList<FieldTransform> &steps)
{
    if (!field.alternatives.contains(steps) && field.alternatives.size() < MappingLimits::alternatives)
        field.alternatives.append(steps);
    return field;
}

} // namespace muster
