// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/numberplanstore.h"

#include "models/rules/jsonmembers.h"
#include "models/store/durablefile.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVersionNumber>

namespace muster {

namespace {

constexpr const char *format = "muster-number-plans";
constexpr qint64 choiceVersion = 1;
constexpr qint64 maxChoice = 64 * 1024;
const QDate firstDay(2010, 1, 1); // the library itself is of that year

QString sha256Of(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

bool isSha256(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

QByteArray shippedBytes(const char *name)
{
    QFile file(QLatin1String(NumberPlanStore::resource) + u'/' + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<NumberPlan> planOf(QByteArray bytes, const PlanEdition &edition)
{
    QBuffer buffer(&bytes);
    if (bytes.isEmpty() || !buffer.open(QIODevice::ReadOnly))
        return std::nullopt;
    auto plan = readPlan(buffer);
    if (!plan)
        return std::nullopt;
    plan->edition = edition;
    return *std::move(plan);
}

/// Where the day of a release is not known the numbers of the versions decide, as far as both have them.
bool isNewer(const PlanEdition &shipped, const PlanEdition &installed)
{
    if (installed.released.isValid())
        return shipped.released > installed.released;
    const QVersionNumber mine = QVersionNumber::fromString(shipped.version),
                         other = QVersionNumber::fromString(installed.version);
    const QVersionNumber known(mine.segments().mid(0, other.segmentCount()));
    return known >= other;
}

PlanEdition newestEdition()
{
    const PlanEdition installed = installedEdition();
    const auto shipped = shippedEdition();
    return shipped && isNewer(*shipped, installed) ? *shipped : installed;
}

std::optional<NumberPlan> newestPlan()
{
    const PlanEdition edition = newestEdition();
    return edition.origin == PlanEdition::Origin::Shipped ? planOf(shippedBytes("PhoneNumberMetadata.xml"), edition)
                                                          : std::nullopt;
}

ApiError errorOf(const PlanFault &fault, const QString &file)
{
    using Kind = PlanFault::Kind;
    const auto code = [&fault] {
        switch (fault.kind) {
        case Kind::Unreadable:
            return "plans_unreadable";
        case Kind::TooLarge:
        case Kind::Limit:
            return "plans_limit";
        case Kind::NotXml:
            return "plans_not_xml";
        case Kind::Entities:
            return "plans_entities";
        case Kind::Malformed:
            return "plans_malformed";
        case Kind::Incomplete:
            return "plans_incomplete";
        case Kind::NotUnderstood:
            return "plans_not_understood";
        case Kind::ExampleInvalid:
            return "plans_example";
        }
        Q_UNREACHABLE();
    };
    ApiError error = muster::fault(ErrorKind::BadInput, code(), file);
    QStringList places;
    if (fault.line > 0)
        places.append(QStringLiteral("line %1").arg(fault.line));
    if (!fault.what.isEmpty())
        places.append(fault.what);
    error.detail = places.join(QLatin1String(", "));
    return error;
}

} // namespace

std::optional<PlanEdition> shippedEdition()
{
    const QJsonObject object = QJsonDocument::fromJson(shippedBytes("edition.json")).object();
    PlanEdition edition{.origin = PlanEdition::Origin::Shipped,
                        .version = object.value(QLatin1String("version")).toString(),
                        .released
                        = QDate::fromString(object.value(QLatin1String("released")).toString(), Qt::ISODate)};
    return edition.released.isValid() ? std::optional(edition) : std::nullopt;
}

NumberPlanStore::NumberPlanStore(QString folder, DiskAccess &disk)
    : m_folder(std::move(folder))
    , m_disk(disk)
{
}

QString NumberPlanStore::choiceFile() const
{
    return m_folder + QStringLiteral("/number-plans.json");
}

QString NumberPlanStore::planFile(const QString &folder, const QString &sha256)
{
    return folder + QStringLiteral("/number-plans/") + sha256 + QStringLiteral(".xml");
}

std::optional<ApiError> NumberPlanStore::load()
{
    m_choice = {};
    if (!m_readOnly)
        removeSideFiles(choiceFile(), m_disk);
    const auto bytes = readWholeFile(choiceFile(), maxChoice, m_disk);
    if (bytes)
        return take(*bytes);
    if (fileTrouble(bytes.error()) == FileTrouble::NotFound)
        return std::nullopt;
    if (fileTrouble(bytes.error()) == FileTrouble::TooLarge)
        return damaged(choiceFile());
    m_readOnly = true; // what could not be read must not be overwritten
    return bytes.error();
}

std::optional<ApiError> NumberPlanStore::damaged(const QString &path)
{
    ApiError notice = fault(ErrorKind::Damaged, "number_plans_damaged", path);
    m_choice = {};
    if (m_readOnly)
        return notice;
    if (const auto kept = keepBeside(path, m_disk))
        notice.subject = *kept;
    else
        m_readOnly = true;
    return notice;
}

std::optional<ApiError> NumberPlanStore::take(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    MemberReader reader(object);
    reader.require(reader.text(QLatin1String("format")) == QLatin1String(format));
    const qint64 version = reader.number(QLatin1String("version"));
    if (version > choiceVersion) {
        m_readOnly = true;
        return fault(ErrorKind::Damaged, "newer_version", choiceFile());
    }
    const auto use = valueOf<PlanUse>(reader.text(QLatin1String("use")));
    reader.require(use.has_value());
    Choice choice{.use = use.value_or(PlanUse::Newest)};
    if (choice.use == PlanUse::File) {
        choice.sha256 = reader.text(QLatin1String("sha256"));
        reader.require(isSha256(choice.sha256));
        choice.released = QDate::fromString(reader.text(QLatin1String("released")), Qt::ISODate);
        reader.require(choice.released.isValid());
    }
    if (!reader.good())
        return damaged(choiceFile());
    m_choice = choice;
    if (choice.use != PlanUse::File)
        return std::nullopt;
    const QString file = planFile(m_folder, choice.sha256);
    const auto content = readWholeFile(file, NumberPlanLimits::bytes, m_disk);
    if (content && sha256Of(*content) == choice.sha256)
        return std::nullopt;
    const auto notice
        = content ? damaged(file) : std::optional(fault(ErrorKind::Damaged, "number_plans_damaged", file));
    m_choice = {};
    if (!m_readOnly)
        (void)write({}); // what is told once need not be told at each start; where it fails it will be
    return notice;
}

PlanEdition NumberPlanStore::chosenEdition() const
{
    switch (m_choice.use) {
    case PlanUse::Newest:
        return newestEdition();
    case PlanUse::Installed:
        return installedEdition();
    case PlanUse::File:
        break;
    }
    return {.origin = PlanEdition::Origin::File, .released = m_choice.released};
}

std::function<std::optional<NumberPlan>()> NumberPlanStore::source() const
{
    switch (m_choice.use) {
    case PlanUse::Installed:
        return [] { return std::optional<NumberPlan>(); };
    case PlanUse::Newest:
        return newestPlan;
    case PlanUse::File:
        break;
    }
    return [choice = m_choice, edition = chosenEdition(), folder = m_folder, &disk = m_disk] {
        const auto bytes = readWholeFile(planFile(folder, choice.sha256), NumberPlanLimits::bytes, disk);
        // What was altered since the start is not what was checked.
        return bytes && sha256Of(*bytes) == choice.sha256 ? planOf(*bytes, edition) : newestPlan();
    };
}

Result<CheckedPlans> NumberPlanStore::check(const QString &file,
                                            const std::function<std::optional<NumberPlan>()> &current)
{
    CheckedPlans checked;
    auto bytes = readWholeFile(file, NumberPlanLimits::bytes);
    if (!bytes && fileTrouble(bytes.error()) == FileTrouble::TooLarge)
        return failure(errorOf({PlanFault::Kind::TooLarge, 0, {}}, file));
    if (!bytes)
        return tl::unexpected(std::move(bytes).error());
    checked.bytes = *std::move(bytes);
    checked.sha256 = sha256Of(checked.bytes);
    QBuffer buffer(&checked.bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        return failure(errorOf({PlanFault::Kind::Unreadable, 0, {}}, file));
    auto plan = readPlan(buffer);
    const auto fit = plan.and_then([](const NumberPlan &read) { return checkPlan(read); });
    if (!fit)
        return failure(errorOf(fit.error(), file));
    checked.plan = *std::move(plan);
    auto now = current();
    if (!now)
        now = loadInstalledPlan();
    if (now)
        checked.differences = planDifferences(*now, checked.plan);
    return checked;
}

Result<void> NumberPlanStore::useFile(const CheckedPlans &checked, QDate released, QDate today)
{
    if (!released.isValid() || released > today || released < firstDay)
        return failure(ErrorKind::BadInput, "plans_day", released.toString(Qt::ISODate));
    if (m_readOnly)
        return failure(ErrorKind::InUse, "read_only");
    TRY_VOID(makePrivateFolder(m_folder + QStringLiteral("/number-plans"), m_disk));
    TRY_VOID(writeFileDurably(planFile(m_folder, checked.sha256), checked.bytes, Existing::Replace, m_disk));
    return write({.use = PlanUse::File, .sha256 = checked.sha256, .released = released});
}

Result<void> NumberPlanStore::useOwn(PlanUse use)
{
    return write({.use = use});
}

Result<void> NumberPlanStore::write(const Choice &choice)
{
    if (m_readOnly)
        return failure(ErrorKind::InUse, "read_only");
    QJsonObject object{{QStringLiteral("format"), QLatin1String(format)},
                       {QStringLiteral("version"), choiceVersion},
                       {QStringLiteral("use"), keyOf(choice.use)}};
    if (choice.use == PlanUse::File) {
        object.insert(QStringLiteral("sha256"), choice.sha256);
        object.insert(QStringLiteral("released"), choice.released.toString(Qt::ISODate));
    }
    TRY_VOID(makePrivateFolder(m_folder, m_disk));
    TRY_VOID(writeFileDurably(choiceFile(), QByteArray(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'),
                              Existing::Replace, m_disk));
    const QString before = m_choice.sha256;
    m_choice = choice;
    // The choice is on the disk; a file that nobody names any more is only in the way.
    if (!before.isEmpty() && before != choice.sha256)
        (void)removeDurably(planFile(m_folder, before), m_disk);
    return {};
}

} // namespace muster
