// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undoorder.h"

#include "models/rules/canonicaljson.h"
#include "models/rules/frozenorder.h"
#include "models/rules/memberreader.h"
#include "models/runs/enrich/undovalues.h"
#include "models/runs/orderplace.h"

namespace muster {

Result<std::vector<bool>> leftOutBy(const UndoChoice &choice, const UndoValues &values)
{
    if (choice.kind == UndoChoice::Kind::All)
        return std::vector<bool>();
    const bool only = choice.kind == UndoChoice::Kind::Only;
    std::vector<bool> leftOut(values.units(), only);
    for (const QString &id : choice.ids) {
        const auto unit = values.find(id.toStdString());
        if (!unit)
            return failure(
                {.kind = ErrorKind::BadInput, .code = QStringLiteral("not_in_backup"), .subject = id.left(200)});
        leftOut[*unit] = !only;
    }
    return leftOut;
}

namespace {

// The first version knew neither a choice nor a count. Orders that have none are still written that way: one that is
// paused goes on after an update, and after going back to an older Muster.
constexpr qint64 plainVersion = 1, choiceVersion = 2;
constexpr qint64 nothingTyped = -1;

bool isPlain(const EnrichUndoOrder &order)
{
    return order.choice.kind == UndoChoice::Kind::All && !order.typedCount;
}

const char *choiceKey(UndoChoice::Kind kind)
{
    switch (kind) {
    case UndoChoice::Kind::All:
        return "all";
    case UndoChoice::Kind::Only:
        return "only";
    case UndoChoice::Kind::Except:
        return "except";
    }
    Q_UNREACHABLE();
}

std::optional<UndoChoice::Kind> choiceFromKey(const QString &key)
{
    for (const auto kind : {UndoChoice::Kind::All, UndoChoice::Kind::Only, UndoChoice::Kind::Except}) {
        if (key == QLatin1String(choiceKey(kind)))
            return kind;
    }
    return std::nullopt;
}

QByteArray toJson(const FrozenEnrichUndo &frozen)
{
    CanonicalJson json;
    json.beginObject();
    json.member("version", isPlain(frozen.order) ? plainVersion : choiceVersion);
    json.member("run", frozen.runId);
    writePlace(json, {frozen.profileId, frozen.profileName, frozen.environment, frozen.listId, frozen.listName});
    json.member("backup", frozen.order.backupFile);
    json.member("backupDigest", frozen.backupDigest);
    json.member("campaignId", frozen.order.campaignId);
    json.member("refresh", frozen.order.refresh);
    if (!isPlain(frozen.order)) {
        json.member("choice", QString::fromLatin1(choiceKey(frozen.order.choice.kind)));
        json.beginArray("contacts");
        for (const QString &id : frozen.order.choice.ids)
            json.element(id);
        json.endArray();
        json.member("typedCount", frozen.order.typedCount.value_or(nothingTyped));
    }
    json.endObject();
    return json.bytes();
}

bool fromJson(const QJsonObject &object, FrozenEnrichUndo &frozen)
{
    MemberReader reader(object);
    const qint64 version = reader.number(QLatin1String("version"));
    reader.require(version == plainVersion || version == choiceVersion);
    frozen.runId = reader.text(QLatin1String("run"));
    readPlace(reader, {frozen.profileId, frozen.profileName, frozen.environment, frozen.listId, frozen.listName});
    frozen.order.backupFile = reader.text(QLatin1String("backup"));
    frozen.backupDigest = reader.text(QLatin1String("backupDigest"));
    frozen.order.campaignId = reader.text(QLatin1String("campaignId"));
    frozen.order.refresh = reader.flag(QLatin1String("refresh"));
    if (version == choiceVersion) {
        const auto kind = choiceFromKey(reader.text(QLatin1String("choice")));
        reader.require(kind.has_value());
        frozen.order.choice.kind = kind.value_or(UndoChoice::Kind::All);
        frozen.order.choice.ids = reader.texts(QLatin1String("contacts"));
        reader.require(frozen.order.choice.ids.isEmpty() == (kind == UndoChoice::Kind::All));
        const qint64 typed = reader.number(QLatin1String("typedCount"));
        reader.require(typed >= nothingTyped);
        frozen.order.typedCount = typed == nothingTyped ? std::nullopt : std::optional(typed);
    }
    return reader.good();
}

} // namespace

FrozenEnrichUndo freeze(const FrozenEnrichUndo &unfrozen)
{
    return bound(unfrozen, toJson);
}

Result<FrozenEnrichUndo> thawEnrichUndo(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenEnrichUndo>(json, digest, fromJson, toJson);
}

} // namespace muster
