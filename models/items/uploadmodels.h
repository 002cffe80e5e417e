// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/uploadcheck/uploadreconciliation.h"

#include <memory>

namespace muster {

/// A rule with what it found in a file.
struct UploadRuleRow
{
    UploadRule rule = UploadRule::FileType;
    qint64 count = 0;
};

/// The rules that found something, those that break an upload first.
class UploadRulesModel : public RowsModel<UploadRuleRow>
{
    Q_OBJECT

public:
    enum Column { Rule, Count, Source, Copy, ColumnCount };

    explicit UploadRulesModel(QObject *parent = nullptr);
    void setCheck(const UploadCheck *check); ///< nullptr empties it.
};

/// The first findings of one rule, or of all.
class UploadFindingsModel : public RowsModel<UploadFinding>
{
    Q_OBJECT

public:
    enum Column { Row, Where, What, ColumnCount };
    static constexpr qsizetype most = UploadCheck::mostShown; ///< Findings that are shown.

    explicit UploadFindingsModel(QObject *parent = nullptr);
    /// Of one rule; nullopt: of all, by their rows. nullptr empties it.
    void setCheck(std::shared_ptr<const UploadCheck> check, std::optional<UploadRule> rule);

private:
    std::shared_ptr<const UploadCheck> m_check;
};

/// What was expected of a list, and what its tenant counts.
class UploadCountsModel : public RowsModel<ReconciledCount>
{
    Q_OBJECT

public:
    enum Column { Count, Expected, Told, Match, ColumnCount };

    explicit UploadCountsModel(QObject *parent = nullptr);
};

} // namespace muster
