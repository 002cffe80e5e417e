// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/interactionproblemsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"

namespace muster {

namespace {

QString problemText(const InteractionProblem &problem)
{
    switch (problem.kind) {
    case InteractionProblem::Kind::Repeated:
        return InteractionProblemsModel::tr("is there twice: asked for once");
    case InteractionProblem::Kind::Unknown:
        return InteractionProblemsModel::tr("the tenant does not know it");
    case InteractionProblem::Kind::OtherMedia:
        return InteractionProblemsModel::tr("of a medium that is not asked for");
    case InteractionProblem::Kind::Malformed:
        break;
    }
    switch (problem.fault) {
    case InteractionIdFault::TooLong:
        return InteractionProblemsModel::tr("too long for an interaction id");
    case InteractionIdFault::BadCharacter:
        return InteractionProblemsModel::tr("holds a character that no interaction id has");
    case InteractionIdFault::Empty:
    case InteractionIdFault::None:
        break;
    }
    return InteractionProblemsModel::tr("no interaction id");
}

} // namespace

void InteractionProblemsModel::setProblems(const QList<InteractionProblem> &problems)
{
    beginResetModel();
    m_problems = problems;
    endResetModel();
}

int InteractionProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_problems.size());
}

int InteractionProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant InteractionProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const InteractionProblem &problem = m_problems[index.row()];
    if (role == ToneRole && index.column() == Problem) {
        return QVariant::fromValue(problem.kind == InteractionProblem::Kind::Repeated ? Tone::Neutral : Tone::Warn);
    }
    if (role == RawRole && index.column() == Line)
        return problem.line;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != RawRole)
        return {};
    switch (index.column()) {
    case Id:
        return visibleText(problem.id, 120);
    case Problem:
        return problemText(problem);
    default:
        return problem.line > 0 ? QString::number(problem.line) : QString();
    }
}

QVariant InteractionProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Id:
        return tr("Interaction");
    case Problem:
        return tr("Why it is left out");
    case Line:
        return tr("Line");
    default:
        return {};
    }
}

} // namespace muster
