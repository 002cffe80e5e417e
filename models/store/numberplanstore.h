// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/plandifference.h"
#include "models/rules/numbers/planreader.h"
#include "models/store/diskaccess.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

namespace muster {

/// Whose numbering plans phone numbers are judged by.
enum class PlanUse : std::uint8_t {
    Newest, ///< The newer of those that came with Muster and those of the installed library.
    Installed,
    File, ///< Of a file that a person gave, as it was taken over.
};

template <>
inline constexpr std::array<const char *, 3> keyTable<PlanUse> = {"newest", "installed", "file"};
template <>
inline constexpr std::array<const char *, 3> keyTable<PlanEdition::Origin> = {"installed", "shipped", "file"};

/// A file of numbering plans that was read and found fit for use.
struct CheckedPlans
{
    QByteArray bytes; ///< As they stand in the file.
    QString sha256; ///< Of the bytes; lower-case hexadecimal.
    NumberPlan plan;
    std::vector<PlanDifference> differences; ///< To the plans that numbers are judged by now.
};

/// The choice of numbering plans (number-plans.json in the config folder, mode 0600) and the file that was taken over, kept
/// under the name of its digest in number-plans/. A choice holds from the next start on: no list is judged by two editions.
/// A damaged file is kept beside and the newest plans hold (F98). One thread at a time; all but use() and chosenEdition()
/// wait for the disk.
class NumberPlanStore
{
public:
    static constexpr const char *resource = ":/number-plans"; ///< What came with Muster.

    explicit NumberPlanStore(QString folder, DiskAccess &disk = DiskAccess::system());

    /// The error, if any, is a notice: Damaged "number_plans_damaged" (`subject`: kept as), Damaged "newer_version", File.
    [[nodiscard]] std::optional<ApiError> load();
    void setReadOnly() { m_readOnly = true; } ///< Before load(): another Muster has the folder (F97).
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }

    [[nodiscard]] PlanUse use() const { return m_choice.use; }
    /// Of the plans that hold from the next start on.
    [[nodiscard]] PlanEdition chosenEdition() const;
    /// Gives those plans; nullopt: those of the installed library. To be called on any thread, once the store may be gone.
    [[nodiscard]] std::function<std::optional<NumberPlan>()> source() const;

    /// Reads a file that a person names and compares it with the plans of source(). BadInput "plans_unreadable",
    /// "plans_not_xml", "plans_entities", "plans_malformed", "plans_limit", "plans_incomplete", "plans_not_understood",
    /// "plans_example" (subject: the file; detail: line and what), File. Any thread; some 150 ms.
    [[nodiscard]] static Result<CheckedPlans> check(const QString &file,
                                                    const std::function<std::optional<NumberPlan>()> &current);
    /// Takes over what was checked. `released`: the day that the project published it, which the file does not tell.
    /// BadInput "plans_day" where it is after `today` or before 2010.
    [[nodiscard]] Result<void> useFile(const CheckedPlans &checked, QDate released, QDate today);
    /// Newest or Installed. A file that was taken over is deleted.
    [[nodiscard]] Result<void> useOwn(PlanUse use);

private:
    struct Choice
    {
        PlanUse use = PlanUse::Newest;
        QString sha256; ///< Of a file; else empty.
        QDate released;
    };
    [[nodiscard]] std::optional<ApiError> take(const QByteArray &bytes);
    [[nodiscard]] std::optional<ApiError> damaged(const QString &path);
    [[nodiscard]] Result<void> write(const Choice &choice);
    [[nodiscard]] QString choiceFile() const;
    [[nodiscard]] static QString planFile(const QString &folder, const QString &sha256);

    const QString m_folder;
    DiskAccess &m_disk;
    bool m_readOnly = false;
    Choice m_choice;
};

/// Of the plans that came with Muster; nullopt where none did.
[[nodiscard]] std::optional<PlanEdition> shippedEdition();

} // namespace muster
