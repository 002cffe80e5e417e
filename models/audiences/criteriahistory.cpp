// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriahistory.h"

#include "models/audiences/criteriatreetext.h"
#include "models/background/whendone.h"

#include <QFuture>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QtConcurrent>
#include <cmath>

namespace muster {

namespace {

constexpr QLatin1String formatName("muster-criteria-history");
constexpr int formatVersion = 1;
constexpr int lockedBit = 1, mutedBit = 2, collapsedBit = 4;
/// Numbers of nodes count up to here: what a double holds exactly is far beyond.
constexpr double largestId = 4'294'967'295.0;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QJsonObject valueObject(const CriteriaValue &value)
{
    if (const bool *is = std::get_if<bool>(&value))
        return {{key("b"), *is}};
    if (const auto *number = std::get_if<CriteriaNumber>(&value))
        return {{key("n"), QString::fromLatin1(number->spelling)}};
    return {{key("t"), std::get<QString>(value)}};
}

std::optional<CriteriaValue> valueOf(const QJsonObject &object)
{
    if (const QJsonValue is = object[key("b")]; is.isBool())
        return is.toBool();
    if (const QJsonValue number = object[key("n")]; number.isString()) {
        static const QRegularExpression form(QStringLiteral("\\A-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z"));
        const QString spelling = number.toString();
        return form.match(spelling).hasMatch() ? std::optional<CriteriaValue>(CriteriaNumber{spelling.toLatin1()})
                                               : std::nullopt;
    }
    if (const QJsonValue text = object[key("t")]; text.isString())
        return text.toString();
    return std::nullopt;
}

QJsonObject nodeObject(const CriteriaTreeNode &node)
{
    QJsonObject object{{key("id"), double(node.id)}, {key("parent"), double(node.parent)}};
    const int flags = (node.flags.locked ? lockedBit : 0) | (node.flags.muted ? mutedBit : 0)
        | (node.flags.collapsed ? collapsedBit : 0);
    if (flags != 0)
        object[key("flags")] = flags;
    if (!node.group) {
        object[key("field")] = node.condition.field;
        object[key("operator")] = criteriaOperatorKey(node.condition.op);
        object[key("value")] = valueObject(node.condition.value);
        return object;
    }
    QJsonArray members;
    for (const CriteriaNodeId member : node.members)
        members.append(double(member));
    object[key("join")] = criteriaJoinKey(node.join);
    object[key("members")] = members;
    return object;
}

std::optional<CriteriaNodeId> idOf(const QJsonValue &value)
{
    const double id = value.toDouble(-1);
    if (id < 0 || id > largestId || id != std::floor(id))
        return std::nullopt;
    return CriteriaNodeId(id);
}

bool readContent(const QJsonObject &object, CriteriaTreeNode &node)
{
    node.group = object.contains(key("members"));
    if (node.group) {
        const auto join = criteriaJoin(object[key("join")].toString());
        for (const QJsonValue member : object[key("members")].toArray()) {
            const auto id = idOf(member);
            if (!id)
                return false;
            node.members.append(*id);
        }
        node.join = join.value_or(CriteriaJoin::And);
        return join.has_value();
    }
    const auto op = criteriaOperator(object[key("operator")].toString());
    const auto value = valueOf(object[key("value")].toObject());
    if (!op || !value || !object[key("field")].isString())
        return false;
    node.condition = {object[key("field")].toString(), *op, *value};
    return true;
}

std::optional<CriteriaTreeNode> readNode(const QJsonObject &object)
{
    CriteriaTreeNode node;
    const auto id = idOf(object[key("id")]), parent = idOf(object[key("parent")]);
    const int flags = object[key("flags")].toInt(0);
    if (!id || *id == noCriteriaNode || !parent || !readContent(object, node))
        return std::nullopt;
    node.id = *id;
    node.parent = *parent;
    node.flags = {bool(flags & lockedBit), bool(flags & mutedBit), bool(flags & collapsedBit)};
    return node;
}

/// The nodes of `after` that `before` does not have so, and the numbers that are gone.
void writeChange(const CriteriaTree &before, const CriteriaTree &after, QJsonObject &object)
{
    QJsonArray set, gone;
    for (const CriteriaNodeId id : after.inReadingOrder()) {
        if (!before.contains(id) || before.node(id) != after.node(id))
            set.append(nodeObject(after.node(id)));
    }
    for (const CriteriaNodeId id : before.inReadingOrder()) {
        if (!after.contains(id))
            gone.append(double(id));
    }
    object[key("set")] = set;
    object[key("gone")] = gone;
    object[key("next")] = double(after.nextId());
}

/// Applies what writeChange() wrote to `nodes`; nothing: that is no tree.
std::optional<CriteriaTree> readChange(QMap<CriteriaNodeId, CriteriaTreeNode> &nodes, const QJsonObject &object)
{
    for (const QJsonValue value : object[key("gone")].toArray())
        nodes.remove(idOf(value).value_or(noCriteriaNode));
    for (const QJsonValue value : object[key("set")].toArray()) {
        const auto node = readNode(value.toObject());
        if (!node)
            return std::nullopt;
        nodes.insert(node->id, *node);
    }
    const auto next = idOf(object[key("next")]);
    if (!next || nodes.isEmpty() || nodes.size() > criteriaNodeLimit || nodes.firstKey() != criteriaRootId)
        return std::nullopt;
    return CriteriaTreeEditor::assembled(nodes.values(), *next);
}

} // namespace

QByteArray CriteriaHistory::toBytes() const
{
    QJsonObject start;
    QJsonArray all;
    for (const CriteriaNodeId id : first.inReadingOrder())
        all.append(nodeObject(first.node(id)));
    start[key("set")] = all;
    start[key("next")] = double(first.nextId());
    QJsonArray list;
    const CriteriaTree *before = &first;
    for (const CriteriaHistoryStep &step : steps) {
        QJsonObject object{{key("step"), int(step.step)}, {key("count"), step.count}, {key("node"), double(step.node)}};
        writeChange(*before, step.after, object);
        list.append(object);
        before = &step.after;
    }
    return QJsonDocument(QJsonObject{{key("format"), formatName},
                                     {key("version"), formatVersion},
                                     {key("first"), start},
                                     {key("steps"), list},
                                     {key("done"), int(done)}})
        .toJson(QJsonDocument::Compact);
}

std::optional<CriteriaHistory> CriteriaHistory::fromBytes(const QByteArray &bytes)
{
    if (bytes.size() > criteriaHistoryLimit)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    if (object[key("format")].toString() != formatName || object[key("version")].toInt() != formatVersion)
        return std::nullopt;
    QMap<CriteriaNodeId, CriteriaTreeNode> nodes;
    CriteriaHistory history;
    const auto first = readChange(nodes, object[key("first")].toObject());
    if (!first)
        return std::nullopt;
    history.first = *first;
    for (const QJsonValue value : object[key("steps")].toArray()) {
        const QJsonObject one = value.toObject();
        const int step = one[key("step")].toInt(-1);
        auto after = readChange(nodes, one);
        if (!after || step < 0 || step > int(CriteriaStep::Replace))
            return std::nullopt;
        history.steps.append({.step = CriteriaStep(step),
                              .count = std::max(1, one[key("count")].toInt(1)),
                              .node = idOf(one[key("node")]).value_or(noCriteriaNode),
                              .after = *std::move(after)});
    }
    const int done = object[key("done")].toInt(-1);
    if (done < 0 || done > history.steps.size())
        return std::nullopt;
    history.done = done;
    return history;
}

namespace {

/// By itself: what is in a group is not the group's change.
bool isChanged(const CriteriaTreeNode &before, const CriteriaTreeNode &after)
{
    return before.parent != after.parent || before.group != after.group || before.join != after.join
        || before.condition != after.condition || before.flags != after.flags;
}

} // namespace

QList<CriteriaNodeId> touchedBetween(const CriteriaTree &before, const CriteriaTree &after, CriteriaNodeId stepNode)
{
    QList<CriteriaNodeId> touched;
    CriteriaNodeId emptied = noCriteriaNode; // a group that has other members now, or others in their order
    for (const CriteriaNodeId id : after.inReadingOrder()) {
        const CriteriaTreeNode &node = after.node(id);
        if (!before.contains(id)) {
            if (before.contains(node.parent))
                touched << id;
        } else if (isChanged(before.node(id), node)) {
            touched << id;
        } else if (emptied == noCriteriaNode && before.node(id).members != node.members) {
            emptied = id;
        }
    }
    if (!touched.isEmpty() || emptied == noCriteriaNode)
        return touched;
    const bool isOrder = before.size() == after.size() && after.contains(stepNode);
    return {isOrder ? stepNode : emptied};
}

namespace {

OpenedDraft read(const AudienceDraft &draft)
{
    OpenedDraft opened{draft, CriteriaHistory::fromBytes(draft.history), {}};
    if (opened.history)
        opened.tree = opened.history->current();
    else if (const auto tree = parseCriteriaTree(draft.tree))
        opened.tree = *tree;
    else
        opened.tree = CriteriaTree::fromGroup(draft.definition.criteria);
    return opened;
}

} // namespace

void DraftOpener::open(const AudienceDraft &draft)
{
    whenDone(this, QtConcurrent::run(read, draft), [this](const OpenedDraft &there) { Q_EMIT opened(there); });
}

} // namespace muster
