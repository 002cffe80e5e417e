// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/apicall.h"

namespace muster {

WriteWatch::WriteWatch(ApiCall &call)
    : m_left(std::make_shared<bool>(false))
{
    call.sending = [left = m_left] { *left = true; };
    call.answered = [left = m_left](int httpStatus) {
        // Refused before anything was done; the transport may now ask for a token and fail at that.
        if (httpStatus == 401)
            *left = false;
    };
}

WriteFate WriteWatch::fateAfter(const ApiError &error) const
{
    if (!*m_left)
        return WriteFate::NotSent;
    switch (error.kind) {
    case ErrorKind::NotSent:
    case ErrorKind::TlsRefused:
    case ErrorKind::ProxyRefused:
    case ErrorKind::AddressRefused:
    case ErrorKind::LookOnly:
    case ErrorKind::BadInput:
    case ErrorKind::Throttled:
    case ErrorKind::SignInNeeded:
        return WriteFate::NotSent;
    case ErrorKind::RedirectRefused:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::Invalid:
    case ErrorKind::TooLarge:
    case ErrorKind::Refused:
        return WriteFate::Rejected;
    case ErrorKind::BreakerOpen: // The write's own 5xx was the fifth; a halt before it has not let it leave.
    case ErrorKind::ServerTrouble:
    case ErrorKind::Cancelled:
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::LimitExceeded:
    case ErrorKind::KeyStore:
    case ErrorKind::File:
    case ErrorKind::Damaged:
    case ErrorKind::InUse:
        return WriteFate::Unknown;
    }
    Q_UNREACHABLE();
}

} // namespace muster
