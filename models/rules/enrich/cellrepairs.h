// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "network/wire/enrichment.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <cstdint>
#include <optional>

namespace muster {

/// The cells of one field that do not fit, each different text once. Holds cells of persons: never for a log.
struct UnfitCells
{
    struct Cell
    {
        QString text; ///< Whole, not cut.
        qint64 count = 1; ///< How often it came.
    };
    /// A cell that fits already, and what is made of it: what a repair should not read otherwise.
    struct Fitting
    {
        QString text;
        QByteArray value;
    };
    QString attribute;
    QList<Cell> cells; ///< In the file's order.
    QList<Fitting> fitting = {}; ///< Some of them.
};

/// Steps that make cells fit which do not fit now. Offered to a person, who may add them to the field as an
/// alternative (FieldMapping::alternatives): nothing is repaired by itself, and cells that fit already never meet them.
/// Holds cells of persons: never for a log.
struct CellRepair
{
    /// What it does, in the order in which kinds of equal worth are offered.
    enum class Kind : std::uint8_t {
        AsItStands, ///< None of the field's own steps.
        Number, ///< Other marks between digits.
        Percent, ///< A percent sign goes: "12 %" becomes 12, not 0.12.
        Currency, ///< A currency's sign or code goes.
        TimeOfDay, ///< The time behind a date goes, whatever its zone.
        Date,
        YesNo,
    };
    struct Example
    {
        QString cell, result;
        bool operator==(const Example &) const = default;
    };
    static constexpr qsizetype maxExamples = 100;

    QString attribute;
    Kind kind = Kind::AsItStands;
    QList<FieldTransform> steps;
    qint64 cells = 0; ///< Of those given: how many it makes fit.
    /// Another repair of the same field makes something else of one of these cells. Which one is meant only a person
    /// can know.
    bool isAmbiguous = false;
    /// It would make something else of a cell that fits already, which it never meets: a column hardly means both.
    bool isDoubtful = false;
    QList<Example> examples; ///< The first different ones.

    /// Something speaks against it: nobody is to choose it without a look.
    [[nodiscard]] bool needsLook() const { return isAmbiguous || isDoubtful; }
    bool operator==(const CellRepair &) const = default;
};
constexpr int cellRepairKindCount = 7;

template <>
inline constexpr std::array<const char *, cellRepairKindCount> keyTable<CellRepair::Kind>
    = {"as_it_stands", "number", "percent", "currency", "time_of_day", "date", "yes_no"};

/// Repairs of the mapping's fields, those that help most first; none of those that another one makes unnecessary. A
/// field that is not in the mapping, of an unknown type, or without room for another alternative has none. What the
/// field's own steps refuse on purpose is no repair's business: a text, and what a table does not list. Time: linear in
/// the cells.
[[nodiscard]] QList<CellRepair> proposeRepairs(const EnrichmentMapping &mapping, const ListSchema &schema,
                                               const QList<UnfitCells> &unfit);

/// Which repair an expression is from, whatever follows it; nullopt: it is a person's own.
[[nodiscard]] std::optional<CellRepair::Kind> repairKindOf(const ReplacePattern &replace);

/// The expression of a repair that takes something away, and the word that a command line has for it:
/// "without_currency", "without_percent", "without_time". Empty, nullopt: there is none.
[[nodiscard]] QString repairWord(const ReplacePattern &replace);
[[nodiscard]] std::optional<ReplacePattern> repairOfWord(const QString &word);

/// The field with that repair as its last alternative; as it is where it has it already or has no room for it.
[[nodiscard]] FieldMapping withRepair(FieldMapping field, const QList<FieldTransform> &steps);

} // namespace muster
