// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/policycommands.h"

#include "app/headless/refusal.h"
#include "models/rules/documents/policyjson.h"
#include "models/store/durablefile.h"
#include "models/store/maskpolicystore.h"

#include <QJsonArray>
#include <QLocale>

namespace muster {

namespace {

using Command = CommandLine::Command;

QString text(std::string_view key)
{
    return QString::fromLatin1(key.data(), qsizetype(key.size()));
}

/// Without the words of exceptions: they are words of real people.
QJsonObject policyObject(const MaskPolicy &policy)
{
    return {{QStringLiteral("name"), policy.name},
            {QStringLiteral("version"), policy.version},
            {QStringLiteral("sha256"), policyDigest(policy)},
            {QStringLiteral("patterns"), policy.patterns.size()},
            {QStringLiteral("exceptions"), policy.exceptions.size()}};
}

} // namespace

void PolicyCommand::start()
{
    const QString name = commandLine().maskOptions.policyName;
    switch (commandLine().command) {
    case Command::PoliciesList:
        return list();
    case Command::PoliciesImport:
        return importFile();
    case Command::PoliciesDelete:
        return remove();
    default:
        break;
    }
    const auto policy = workspace().maskPolicies().byName(name);
    if (!policy)
        return fail(refusal("unknown_policy", name).value(), ExitRefused);
    if (commandLine().command == Command::PoliciesShow)
        return show(*policy);
    exportFile(*policy);
}

void PolicyCommand::list()
{
    QList<QStringList> rows{{tr("NAME"), tr("VERSION"), tr("PATTERNS"), tr("EXCEPTIONS")}};
    QJsonArray array;
    for (const MaskPolicy &policy : workspace().maskPolicies().policies()) {
        rows.append({policy.name, QString::number(policy.version), QString::number(policy.patterns.size()),
                     QString::number(policy.exceptions.size())});
        array.append(policyObject(policy));
    }
    for (const QString &line : alignedTable(rows, {1, 2, 3}))
        console().line(line);
    console().json({{QStringLiteral("policies"), array}});
    Q_EMIT done(ExitComplete);
}

void PolicyCommand::show(const MaskPolicy &policy)
{
    console().line(tr("Policy:     %1, version %2").arg(policy.name, QString::number(policy.version)));
    console().line(tr("Digest:     %1").arg(policyDigest(policy)));
    console().line(tr("Regions:    %1").arg(policy.regions.join(QLatin1String(", "))));
    console().line(tr("Spoken:     %1").arg(policy.spokenForms ? tr("looked for") : tr("not looked for")));
    console().line(tr("By context: %1").arg(policy.context ? tr("looked for") : tr("not looked for")));
    console().line(tr("Exceptions: %1").arg(QLocale().toString(policy.exceptions.size())));
    QList<QStringList> rows;
    QJsonObject entities;
    const auto action = [](const EntityRule &rule) {
        const QString key = text(maskActionKey(rule.action));
        return rule.action == MaskAction::KeepLast ? QString(key + u' ' + QString::number(rule.keep)) : key;
    };
    for (const Entity entity : allEntities) {
        if (entity == Entity::Own)
            continue;
        rows.append({text(entityKey(entity)), action(policy.rule(entity))});
        entities.insert(text(entityKey(entity)), action(policy.rule(entity)));
    }
    for (const OwnPattern &own : policy.patterns)
        rows.append({own.name, action(own.rule), own.pattern});
    for (const QString &line : alignedTable(rows))
        console().line(QStringLiteral("  ") + line);
    QJsonObject object = policyObject(policy);
    object.insert(QStringLiteral("entities"), entities);
    object.insert(QStringLiteral("regions"), QJsonArray::fromStringList(policy.regions));
    object.insert(QStringLiteral("spoken_forms"), policy.spokenForms);
    object.insert(QStringLiteral("context"), policy.context);
    console().json(object);
    Q_EMIT done(ExitComplete);
}

void PolicyCommand::importFile()
{
    const auto policy
        = readWholeFile(absolute(commandLine().maskOptions.policyFile), PolicyLimits::bytes).and_then(parsePolicyFile);
    if (!policy)
        return fail(policy.error(), ExitRefused);
    const auto saved = workspace().maskPolicies().save(*policy);
    if (!saved)
        return fail(saved.error(), ExitRefused);
    finish(tr("The policy %1 is saved as version %2.").arg(saved->name, QString::number(saved->version)), *saved);
}

void PolicyCommand::exportFile(const MaskPolicy &policy)
{
    const QString file = absolute(commandLine().maskOptions.policyFile);
    if (const auto written = writeFileDurably(file, policyFile(policy), Existing::Refuse); !written)
        return fail(written.error(), ExitFailed);
    finish(tr("The policy %1 is in %2; the words of its exceptions are in it.").arg(policy.name, file), policy);
}

void PolicyCommand::remove()
{
    const QString name = commandLine().maskOptions.policyName;
    const auto policy = workspace().maskPolicies().byName(name);
    if (const auto removed = workspace().maskPolicies().remove(name); !removed)
        return fail(removed.error(), ExitRefused);
    finish(tr("The policy %1 is deleted.").arg(name), policy.value_or(MaskPolicy()));
}

void PolicyCommand::finish(const QString &sentence, const MaskPolicy &policy)
{
    console().line(sentence);
    QJsonObject object = policyObject(policy);
    object.insert(QStringLiteral("outcome"), QStringLiteral("complete"));
    console().json(object);
    Q_EMIT done(ExitComplete);
}

} // namespace muster
