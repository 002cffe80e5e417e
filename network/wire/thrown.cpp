// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/thrown.h"

#include <QUnhandledException>
#include <new>
#include <system_error>

namespace muster {

namespace {

constexpr qsizetype longestWords = 200;

ApiError systemError(const std::system_error &error)
{
    ApiError told;
    told.detail = QString::fromLocal8Bit(error.what()).left(longestWords);
    const std::error_condition condition = error.code().default_error_condition();
    if (condition == std::errc::resource_unavailable_try_again) {
        told.kind = ErrorKind::LimitExceeded;
        told.code = QStringLiteral("no_threads");
    } else if (condition == std::errc::not_enough_memory) {
        told.kind = ErrorKind::LimitExceeded;
        told.code = QStringLiteral("out_of_memory");
    } else if (condition == std::errc::too_many_files_open || condition == std::errc::too_many_files_open_in_system) {
        told.kind = ErrorKind::File;
        told.code = QStringLiteral("too_many_files");
    } else if (condition == std::errc::no_space_on_device) {
        told.kind = ErrorKind::File;
        told.code = QStringLiteral("disk_full");
    } else {
        told.kind = ErrorKind::Refused;
        told.code = QStringLiteral("unexpected_fault");
    }
    return told;
}

} // namespace

ApiError thrownError(const std::exception_ptr &thrown)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const QUnhandledException &wrapped) {
        if (wrapped.exception())
            return thrownError(wrapped.exception());
    } catch (const std::bad_alloc &) {
        return {.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("out_of_memory")};
    } catch (const std::system_error &error) {
        return systemError(error);
    } catch (const std::exception &error) {
        return {.kind = ErrorKind::Refused,
                .code = QStringLiteral("unexpected_fault"),
                .detail = QString::fromLocal8Bit(error.what()).left(longestWords)};
    } catch (...) { // NOLINT(bugprone-empty-catch): told of below
    }
    return {.kind = ErrorKind::Refused, .code = QStringLiteral("unexpected_fault")};
}

} // namespace muster
