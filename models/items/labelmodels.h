// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/rules/documents/labelagreement.h"
#include "models/rules/documents/maskmeasure.h"
#include "models/text/labeltexts.h"

#include <memory>
#include <vector>

namespace muster {

/// Which labels a row of figures is about.
struct LabelScope
{
    std::optional<Entity> kind; ///< nullopt: all.
    std::optional<QString> language; ///< nullopt: all; empty: those without one.

    [[nodiscard]] bool holds(const LabelDifference &difference) const
    {
        return (!kind || difference.span.entity == *kind) && (!language || difference.language == *language);
    }
    bool operator==(const LabelScope &) const = default;
};

/// How masking did: all labels first, then each kind, and each language of a kind where there are several.
struct MaskScoreRow
{
    LabelScope scope;
    MaskScore score;
};
class MaskScoresModel : public RowsModel<MaskScoreRow>
{
    Q_OBJECT

public:
    enum Column { Kind, Language, Labels, Masked, Recall, Precision, F2, ColumnCount };

    explicit MaskScoresModel(QObject *parent = nullptr);
    void setMeasure(const MaskMeasure &measure);
};

/// How two people agree, in the same order.
struct AgreementRow
{
    LabelScope scope;
    AgreementScore score;
};
class AgreementModel : public RowsModel<AgreementRow>
{
    Q_OBJECT

public:
    enum Column { Kind, Language, First, Second, Agreement, Kappa, ColumnCount };

    explicit AgreementModel(QObject *parent = nullptr);
    void setAgreement(const LabelAgreement &agreement);
};

/// The places at which two sides differ, as far as they belong to a scope, with the file's text as it may be painted.
class LabelDifferencesModel : public TableModel<LabelDifference>
{
    Q_OBJECT

public:
    enum Column { What, Kind, Text, Line, ColumnCount };

    explicit LabelDifferencesModel(QObject *parent = nullptr);
    using Differences = std::shared_ptr<const std::vector<LabelDifference>>;
    void setDifferences(const Differences &differences, LabelSides sides, const LabelScope &scope);
    [[nodiscard]] const LabelDifference *at(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

private:
    [[nodiscard]] const LabelDifference &rowAt(int row) const override { return (*m_all)[m_shown[std::size_t(row)]]; }

    Differences m_all;
    std::vector<std::size_t> m_shown; ///< Places in m_all.
    LabelSides m_sides = LabelSides::PersonAndMasking;
};

} // namespace muster
