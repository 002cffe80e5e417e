// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/criterialinestable.h"

#include "models/text/audiencetexts.h"
#include "models/text/criteriasentence.h"
#include "models/text/criteriawords.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLocale>
#include <QStackedWidget>

namespace muster {

namespace {

constexpr qsizetype definitionNameLimit = 300;

struct DifferenceLines
{
    Q_DECLARE_TR_FUNCTIONS(DifferenceLines)
};

CriteriaLine lineOf(CriteriaChange::Kind kind)
{
    switch (kind) {
    case CriteriaChange::Kind::Removed:
        return {.word = DifferenceLines::tr("Removed"), .tone = Tone::Bad, .icon = QStringLiteral("x")};
    case CriteriaChange::Kind::Added:
        return {.word = DifferenceLines::tr("Added"), .tone = Tone::Good, .icon = QStringLiteral("plus")};
    case CriteriaChange::Kind::Moved:
        return {.word = DifferenceLines::tr("Moved"), .tone = Tone::Info, .icon = QStringLiteral("arrow-up")};
    case CriteriaChange::Kind::Changed:
        return {.word = DifferenceLines::tr("Changed"), .tone = Tone::Warn, .icon = QStringLiteral("pencil")};
    }
    Q_UNREACHABLE();
}

QString nodeText(const CriteriaTree &tree, CriteriaNodeId id, const CriteriaFields &fields)
{
    const CriteriaTreeNode &node = tree.node(id);
    return node.group ? criteriaNodeSentence(tree, id, fields) : criteriaConditionText(node.condition, fields);
}

CriteriaLine changeLine(const CriteriaChange &change, const DifferenceSide &before, const DifferenceSide &after,
                        const CriteriaFields &fields)
{
    CriteriaLine line = lineOf(change.kind);
    const bool isThere = change.after != noCriteriaNode;
    const CriteriaTree &tree = isThere ? after.tree : before.tree;
    const CriteriaNodeId id = isThere ? change.after : change.before;
    line.node = change.after;
    line.aside = criteriaNodeName(tree, id);
    line.text = nodeText(tree, id, fields);
    if (change.kind == CriteriaChange::Kind::Changed)
        line.text = DifferenceLines::tr("%1, was: %2").arg(line.text, nodeText(before.tree, change.before, fields));
    return line;
}

} // namespace

DifferenceSide DifferenceSide::of(const AudienceDefinition &definition)
{
    return {definition, CriteriaTree::fromGroup(definition.criteria)};
}

QString audiencePartTitle(AudiencePart part)
{
    static constexpr WordRow<AudiencePart> rows[]{
        {AudiencePart::Name, QT_TRANSLATE_NOOP("DifferenceLines", "Name")},
        {AudiencePart::Description, QT_TRANSLATE_NOOP("DifferenceLines", "Description")},
        {AudiencePart::Criteria, QT_TRANSLATE_NOOP("DifferenceLines", "Criteria")},
        {AudiencePart::Exclusions, QT_TRANSLATE_NOOP("DifferenceLines", "Excluded")},
        {AudiencePart::Source, QT_TRANSLATE_NOOP("DifferenceLines", "Source")},
        {AudiencePart::Recalculate, QT_TRANSLATE_NOOP("DifferenceLines", "Re-evaluation")},
    };
    return wordIn("DifferenceLines", rows, part);
}

QString audiencePartText(const AudienceDefinition &definition, AudiencePart part, const CriteriaFields &fields,
                         const QHash<QString, QString> &names)
{
    switch (part) {
    case AudiencePart::Name:
        return visibleText(definition.name, definitionNameLimit);
    case AudiencePart::Description:
        return visibleText(definition.description, 500);
    case AudiencePart::Criteria:
        return definition.criteria.members.empty() ? QString() : criteriaSentence(definition.criteria, fields).text;
    case AudiencePart::Exclusions: {
        QStringList shown;
        for (const QString &id : definition.exclusions)
            shown << visibleText(names.value(id.toLower(), id), 60);
        return QLocale().createSeparatedList(shown);
    }
    case AudiencePart::Source:
        return audienceSourceText(definition.source);
    case AudiencePart::Recalculate:
        return definition.recalculateOnUpdate ? DifferenceLines::tr("after each change")
                                              : DifferenceLines::tr("not after changes");
    }
    Q_UNREACHABLE();
}

QList<CriteriaLine> differenceLines(const DifferenceSide &before, const DifferenceSide &after,
                                    const CriteriaFields &fields, const QHash<QString, QString> &names)
{
    QList<CriteriaLine> lines;
    for (const CriteriaChange &change : criteriaChanges(before.tree, after.tree))
        lines << changeLine(change, before, after, fields);
    for (const AudiencePart part : differingParts(before.definition, after.definition)) {
        if (part == AudiencePart::Criteria)
            continue;
        const QString was = audiencePartText(before.definition, part, fields, names);
        const QString now = audiencePartText(after.definition, part, fields, names);
        CriteriaLine line = lineOf(was.isEmpty()       ? CriteriaChange::Kind::Added
                                       : now.isEmpty() ? CriteriaChange::Kind::Removed
                                                       : CriteriaChange::Kind::Changed);
        line.aside = audiencePartTitle(part);
        line.text = was.isEmpty() ? now : now.isEmpty() ? was : DifferenceLines::tr("%1, was: %2").arg(now, was);
        lines << line;
    }
    return lines;
}

CriteriaLinesTable::CriteriaLinesTable(const char *objectName, const QString &accessibleName,
                                       const QStringList &headings, std::pair<int, int> widths, QWidget *parent)
    : QWidget(parent)
    , m_lines(new CriteriaLinesModel(headings, this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DataTable(m_stack))
    , m_empty(wrappedLabel(m_stack, nullptr, ColourRole::Muted))
{
    m_table->setObjectName(QString::fromLatin1(objectName));
    m_table->setAccessibleName(accessibleName);
    m_table->setModel(m_lines);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(CriteriaLinesModel::Text, QHeaderView::Stretch);
    const auto size = [this](int column, int width) {
        m_table->setColumnWidth(column, width);
        m_table->setColumnHidden(column, width == 0);
    };
    size(CriteriaLinesModel::Word, widths.first);
    size(CriteriaLinesModel::Aside, widths.second);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (const CriteriaNodeId node = m_lines->node(current.row()); node != noCriteriaNode)
                    Q_EMIT nodeChosen(node);
            });
    connect(m_table, &DataTable::activatedRow, this, [this](const QModelIndex &index) {
        if (const CriteriaNodeId node = m_lines->node(index.row()); node != noCriteriaNode)
            Q_EMIT nodeChosen(node);
    });
    m_empty->setObjectName(
        QString::fromLatin1(objectName).replace(QLatin1String("Table"), QLatin1String("EmptyLabel")));
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setMargin(space::s); // as far in as the cells of the table would be
    addWidgets(m_stack, {m_empty, m_table});
    setFocusProxy(m_table);
    fillColumn(this, -1, {m_stack});
}

void CriteriaLinesTable::setLines(const QList<CriteriaLine> &lines, const QString &otherwise)
{
    m_lines->setLines(lines);
    m_empty->setPlainText(otherwise);
    m_stack->setCurrentWidget(lines.isEmpty() ? static_cast<QWidget *>(m_empty) : m_table);
}

} // namespace muster
