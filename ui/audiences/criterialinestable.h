// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriadiff.h"
#include "models/items/audiencemodels.h"
#include "models/rules/criteria/criteriafield.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

/// A definition and the tree whose boxes its lines can be linked to.
struct DifferenceSide
{
    AudienceDefinition definition;
    CriteriaTree tree; ///< Of what would be sent.
    [[nodiscard]] static DifferenceSide of(const AudienceDefinition &definition);
};

/// What differs, in words: first the criteria box by box, then the other parts. `names`: of audiences by id in lower
/// case, for exclusions. Nodes are those of `after.tree`.
[[nodiscard]] QList<CriteriaLine> differenceLines(const DifferenceSide &before, const DifferenceSide &after,
                                                  const CriteriaFields &fields, const QHash<QString, QString> &names);

[[nodiscard]] QString audiencePartTitle(AudiencePart part); ///< "Name", "Criteria".
/// What a definition says for that part, in words; may be empty. Criteria are a sentence.
[[nodiscard]] QString audiencePartText(const AudienceDefinition &definition, AudiencePart part,
                                       const CriteriaFields &fields, const QHash<QString, QString> &names);

/// Lines about an audience as a table: findings, differences, what a contact makes of the criteria. Choosing a line
/// means its box. Without lines there is a sentence in its place.
class CriteriaLinesTable : public QWidget
{
    Q_OBJECT

public:
    /// `objectName`: of the table. `widths`: of the first and the last column; 0 leaves a column out.
    CriteriaLinesTable(const char *objectName, const QString &accessibleName, const QStringList &headings,
                       std::pair<int, int> widths, QWidget *parent = nullptr);
    void setLines(const QList<CriteriaLine> &lines, const QString &otherwise);
    [[nodiscard]] const CriteriaLinesModel &lines() const { return *m_lines; }

Q_SIGNALS:
    void nodeChosen(muster::CriteriaNodeId node);

private:
    CriteriaLinesModel *m_lines = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_empty = nullptr;
};

} // namespace muster
