// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listdirective.h"

#include "models/rules/numbers/numberengine.h"

#include <QFileInfo>
#include <array>
#include <utility>

namespace muster {

namespace {

tl::unexpected<ApiError> unknown(const char *code, const QString &word)
{
    return failure({.kind = ErrorKind::BadInput, .code = QString::fromLatin1(code), .subject = word});
}

Result<QString> regionFrom(const QString &word)
{
    const QString id = word.trimmed().toUpper();
    if (NumberEngine::shared().regions().indexOf(id.toStdString()) == 0)
        return unknown("region_unknown", word);
    return id;
}

Result<QStringList> regionsFrom(const QStringList &words)
{
    if (words.size() == 1 && words.first().compare(QLatin1String("all"), Qt::CaseInsensitive) == 0)
        return QStringList();
    QStringList regions;
    for (const QString &word : words) {
        TRY(region, regionFrom(word));
        if (!regions.contains(*region))
            regions.append(*region);
    }
    // An empty list means all regions, which nobody asked for.
    if (regions.isEmpty())
        return unknown("region_unknown", QString());
    return regions;
}

Result<std::uint16_t> typesFrom(const QStringList &words)
{
    constexpr std::array others{std::pair{"premium", NumberType::PremiumRate},
                                std::pair{"personal", NumberType::PersonalNumber}};
    if (words.size() == 1 && words.first().compare(QLatin1String("none"), Qt::CaseInsensitive) == 0)
        return std::uint16_t(0);
    std::uint16_t types = 0;
    for (const QString &word : words) {
        const std::string name = word.trimmed().toLower().toStdString();
        bool found = false;
        for (int type = 0; type < int(NumberType::Unknown); ++type) {
            if (name == numberTypeName(NumberType(type))) {
                types |= NumberDirective::typeBit(NumberType(type));
                found = true;
            }
        }
        for (const auto &[other, type] : others) {
            if (name == other) {
                types |= NumberDirective::typeBit(type);
                found = true;
            }
        }
        if (!found)
            return unknown("line_type_unknown", word);
    }
    return types;
}

void take(const QString &word, DirectiveAction &action)
{
    if (word == QLatin1String("keep"))
        action = DirectiveAction::Skip;
    else if (word == QLatin1String("review"))
        action = DirectiveAction::Flag;
    else if (word == QLatin1String("purge"))
        action = DirectiveAction::Purge;
}

QStringList absolute(const QStringList &files)
{
    QStringList paths;
    for (const QString &file : files)
        paths.append(QFileInfo(file).absoluteFilePath());
    return paths;
}

} // namespace

Result<SanitizationDirective> wantedDirective(const ListsOptions &options, SanitizationDirective base)
{
    if (!options.defaultRegion.isEmpty()) {
        TRY(region, regionFrom(options.defaultRegion));
        base.defaultRegion = *region;
    }
    if (!options.regionColumn.isEmpty())
        base.regionMember = options.regionColumn;
    if (options.regions) {
        TRY(regions, regionsFrom(*options.regions));
        base.regions = *regions;
    }
    if (options.block) {
        TRY(types, typesFrom(*options.block));
        base.blockedTypes = *types;
    }
    take(options.otherRegions, base.region);
    take(options.noNumber, base.missing);
    if (!options.disposable.isEmpty())
        base.disposableLists = absolute(options.disposable);
    if (!options.suppress.isEmpty())
        base.suppressionLists = absolute(options.suppress);
    // Keeping one means that the others go; the two remaining words remove nobody.
    if (options.dedupe == QLatin1String("keep-first") || options.dedupe == QLatin1String("keep-newest")) {
        base.survivor = options.dedupe == QLatin1String("keep-first") ? SurvivorRule::First : SurvivorRule::Newest;
        base.duplicate = DirectiveAction::Purge;
    } else if (options.dedupe == QLatin1String("flag")) {
        base.survivor = SurvivorRule::FlagOnly;
        base.duplicate = DirectiveAction::Flag;
    } else if (options.dedupe == QLatin1String("off")) {
        base.survivor = SurvivorRule::Off;
    }
    return base;
}

} // namespace muster
