// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportcheckkey.h"

namespace muster {

QString exportCheckKey(ExportCheck::Code code)
{
    switch (code) {
    case ExportCheck::Code::SegmentActive:
        return QStringLiteral("segment_active");
    case ExportCheck::Code::SegmentFresh:
        return QStringLiteral("segment_fresh");
    case ExportCheck::Code::AttributesKnown:
        return QStringLiteral("attributes_known");
    case ExportCheck::Code::AttributesValid:
        return QStringLiteral("attributes_valid");
    case ExportCheck::Code::FiltersFit:
        return QStringLiteral("filters_fit");
    case ExportCheck::Code::TargetWritable:
        return QStringLiteral("target_writable");
    case ExportCheck::Code::WebhookAllowed:
        return QStringLiteral("webhook_allowed");
    case ExportCheck::Code::PageSizeAllowed:
        return QStringLiteral("page_size_allowed");
    }
    Q_UNREACHABLE();
}

QString exportCheckStateKey(ExportCheck::State state)
{
    switch (state) {
    case ExportCheck::State::Passed:
        return QStringLiteral("passed");
    case ExportCheck::State::Warning:
        return QStringLiteral("warning");
    case ExportCheck::State::Failed:
        return QStringLiteral("failed");
    case ExportCheck::State::Waived:
        return QStringLiteral("waived");
    }
    Q_UNREACHABLE();
}

ApiError refusalOf(const ExportVerdict &verdict)
{
    ApiError error{.kind = ErrorKind::BadInput, .subject = verdict.order.query.segmentId};
    for (const ExportCheck &check : verdict.checks) {
        if (check.state != ExportCheck::State::Failed)
            continue;
        if (error.code.isEmpty())
            error.code = exportCheckKey(check.code);
        error.details.append({exportCheckKey(check.code), check.args.join(QLatin1String(", "))});
    }
    return error;
}

} // namespace muster
